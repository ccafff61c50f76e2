"""The compatibility kit's tests CN_C: negotiations in which the connector under test is the consumer.

The steps and their order are the kit's own, so that handlers are registered as late as there. Every step is a
check: waiting for a state, looking at the connector's state, and sending (with or without `expect_error`) fail
the test when not met. Each begins with the order to the connector to negotiate; the offer id is "offer" and the
dataset id.
"""


def test_CN_C_01_01_offer_accepted_to_the_end(provider):
    (
        provider.expect_request().initiate("ACNC0101").wait("REQUESTED").expect_accepted().offer()
        .wait("ACCEPTED").expect_verification().agree().wait("VERIFIED").finalize().verify("FINALIZED")
    )


def test_CN_C_01_02_consumer_counters_the_offer(provider):
    (
        provider.expect_request().initiate("ACNC0102").wait("REQUESTED").expect_counter_offer().offer()
        .wait("REQUESTED").terminate().wait("TERMINATED")
    )


def test_CN_C_01_03_consumer_terminates_the_offer(provider):
    (
        provider.expect_request().initiate("ACNC0103").wait("REQUESTED").expect_termination_answered()
        .offer().wait("TERMINATED").verify("TERMINATED")
    )


def test_CN_C_01_04_agreement_at_once_to_the_end(provider):
    (
        provider.expect_request().initiate("ACNC0104").wait("REQUESTED").expect_verification().agree()
        .wait("VERIFIED").finalize().verify("FINALIZED")
    )


def test_CN_C_02_01_provider_terminates_the_request(provider):
    (
        provider.expect_request().initiate("ACNC0201").wait("REQUESTED").terminate().wait("TERMINATED")
        .verify("TERMINATED")
    )


def test_CN_C_02_02_consumer_terminates_its_request(provider):
    (
        provider.expect_request().initiate("ACNC0202").wait("REQUESTED").expect_termination_answered()
        .wait("TERMINATED").verify("TERMINATED")
    )


def test_CN_C_02_03_consumer_terminates_the_agreement(provider):
    (
        provider.expect_request().initiate("ACNC0203").wait("REQUESTED").expect_termination_answered()
        .agree().wait("TERMINATED").verify("TERMINATED")
    )


def test_CN_C_02_04_provider_terminates_its_offer(provider):
    (
        provider.expect_request().initiate("ACNC0204").wait("REQUESTED").offer().wait("OFFERED")
        .verify("OFFERED").terminate().wait("TERMINATED").verify("TERMINATED")
    )


def test_CN_C_02_05_provider_terminates_the_acceptance(provider):
    (
        provider.expect_request().initiate("ACNC0205").wait("REQUESTED").expect_accepted().offer()
        .wait("ACCEPTED").terminate().wait("TERMINATED").verify("TERMINATED")
    )


def test_CN_C_02_06_provider_terminates_the_verification(provider):
    (
        provider.expect_request().initiate("ACNC0206").wait("REQUESTED").expect_verification().agree()
        .wait("VERIFIED").terminate().verify("TERMINATED")
    )


def test_CN_C_03_01_finalized_in_requested_is_refused(provider):
    (
        provider.expect_request().initiate("ACNC0301").wait("REQUESTED").finalize(expect_error=True)
        .verify("REQUESTED")
    )


def test_CN_C_03_02_agreement_in_offered_is_refused(provider):
    (
        provider.expect_request().initiate("ACNC0302").wait("REQUESTED").offer().wait("OFFERED")
        .verify("OFFERED").agree(expect_error=True).verify("OFFERED")
    )


def test_CN_C_03_03_finalized_in_offered_is_refused(provider):
    (
        provider.expect_request().initiate("ACNC0303").wait("REQUESTED").offer().wait("OFFERED")
        .finalize(expect_error=True).verify("OFFERED")
    )


def test_CN_C_03_04_finalized_in_accepted_is_refused(provider):
    (
        provider.expect_request().initiate("ACNC0304").wait("REQUESTED").expect_accepted().offer()
        .wait("ACCEPTED").finalize(expect_error=True).verify("ACCEPTED")
    )


def test_CN_C_03_05_offer_in_accepted_is_refused(provider):
    (
        provider.expect_request().initiate("ACNC0305").wait("REQUESTED").expect_accepted().offer()
        .wait("ACCEPTED").offer(expect_error=True).verify("ACCEPTED")
    )


def test_CN_C_03_06_finalized_in_agreed_is_refused(provider):
    (
        provider.expect_request().initiate("ACNC0306").wait("REQUESTED").expect_accepted().offer()
        .wait("ACCEPTED").agree().wait("AGREED").finalize(expect_error=True).verify("AGREED")
    )
