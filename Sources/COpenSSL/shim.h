// The system's OpenSSL 3 (libcrypto), for the national algorithms SM2, SM3 and SM4, and for scrypt.
#ifndef SLUICE_COPENSSL_SHIM_H
#define SLUICE_COPENSSL_SHIM_H
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>
#endif
