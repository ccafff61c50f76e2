/// A private authority and a certificate for `peer.test`, made with OpenSSL for these tests, valid for 100 years.
enum TestCertificates {
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBpzCCAU2gAwIBAgIUc84fZexUvAXzFfnvo3lMBiv6wdMwCgYIKoZIzj0EAwIw
        IDEeMBwGA1UEAwwVU2x1aWNlIHRlc3QgYXV0aG9yaXR5MCAXDTI2MTEyMjE3NDQx
        NVoYDzIxMjYxMDI5MTc0NDE1WjAgMR4wHAYDVQQDDBVTbHVpY2UgdGVzdCBhdXRo
        b3JpdHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQZqoMIrVEDEeHipDlNKie0
        +5/AaXGq/70tCtUVeN8PVD58pJ0q5U4k72X24ze3T/cBiJRYowgcMLF6vJSSUnc4
        o2MwYTAdBgNVHQ4EFgQUlTTv/q82Ej0NPz7hcm2lapjGBJwwHwYDVR0jBBgwFoAU
        lTTv/q82Ej0NPz7hcm2lapjGBJwwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8E
        BAMCAgQwCgYIKoZIzj0EAwIDSAAwRQIgQtSfQKftDkM/zQf9GJ/G8jph2VboW5Rk
        FqI2qS9MbxkCIQDRM2xMLdzscm9JdvYAd/Lp6mLwfo883DF76QyHVhp+mw==
        -----END CERTIFICATE-----
        """

    static let peer = """
        -----BEGIN CERTIFICATE-----
        MIIBpDCCAUugAwIBAgIUAi0QMP6DK9EdFK26VF2HmdKkTa4wCgYIKoZIzj0EAwIw
        IDEeMBwGA1UEAwwVU2x1aWNlIHRlc3QgYXV0aG9yaXR5MCAXDTI2MTEyMjE3NDQx
        NVoYDzIxMjYxMDI5MTc0NDE1WjAUMRIwEAYDVQQDDAlwZWVyLnRlc3QwWTATBgcq
        hkjOPQIBBggqhkjOPQMBBwNCAARQ9rKF8dI0kkWKxgglkjMTa2ZwZVQCQWVrWZw4
        fPb1WNbOqGzL1k/3h3nhgef6l7KQk79oNwaIyT/LU6DKkzbOo20wazAUBgNVHREE
        DTALgglwZWVyLnRlc3QwEwYDVR0lBAwwCgYIKwYBBQUHAwEwHQYDVR0OBBYEFHOa
        HvthjlJrecbtP1pt8f2fdlXNMB8GA1UdIwQYMBaAFJU07/6vNhI9DT8+4XJtpWqY
        xgScMAoGCCqGSM49BAMCA0cAMEQCIAn8B2DTOmSiKoqP3Z0gSAQPgp0T/QyQ3LU9
        Y12Jcq/yAiAdEtBSw+ufk63nWCY99j+abg0+HhsD7axnOYhcIpa8ag==
        -----END CERTIFICATE-----
        """

    static let peerKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgOQb/EOh3pnBFjhzZ
        NRlQQqJgvHffBlAWYj5cifVdGp+hRANCAARQ9rKF8dI0kkWKxgglkjMTa2ZwZVQC
        QWVrWZw4fPb1WNbOqGzL1k/3h3nhgef6l7KQk79oNwaIyT/LU6DKkzbO
        -----END PRIVATE KEY-----
        """
}
