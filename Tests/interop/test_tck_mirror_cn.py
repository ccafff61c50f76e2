"""The compatibility kit's tests CN: negotiations in which the connector under test is the provider.

The steps and their order are the kit's own, so that handlers are registered as late as there. Every step is a
check: waiting for a state, looking at the connector's state, and sending (with or without `expect_error`) fail
the test when not met. The connector's own steps are scripted per dataset in tck/connector.yaml.
"""


def test_CN_01_01_offer_then_consumer_terminates(consumer):
    consumer.expect_offer().request("ACN0101").wait("OFFERED").terminate().verify("TERMINATED")


def test_CN_01_02_counter_offer_then_provider_terminates(consumer):
    (
        consumer.expect_offer().request("ACN0102").wait("OFFERED").expect_termination_answered()
        .counter_offer("ACN0102").wait("TERMINATED")
    )


def test_CN_01_03_offer_accepted_to_the_end(consumer):
    (
        consumer.expect_offer().request("ACN0103").wait("OFFERED").expect_agreement().accept()
        .wait("AGREED").expect_finalized().send_verification().wait("FINALIZED")
    )


def test_CN_01_04_agreement_at_once_to_the_end(consumer):
    (
        consumer.expect_agreement().request("ACN0104").wait("AGREED").expect_finalized().send_verification()
        .wait("FINALIZED")
    )


def test_CN_02_01_provider_terminates_the_request(consumer):
    consumer.request("ACN0201").expect_termination().wait("TERMINATED")


def test_CN_02_02_consumer_terminates_its_request(consumer):
    consumer.request("ACN0202").terminate().verify("TERMINATED")


def test_CN_02_03_consumer_terminates_the_agreement(consumer):
    consumer.expect_agreement().request("ACN0203").wait("AGREED").terminate().verify("TERMINATED")


def test_CN_02_04_consumer_terminates_the_offer(consumer):
    consumer.expect_offer().request("ACN0204").wait("OFFERED").terminate().verify("TERMINATED")


def test_CN_02_05_provider_terminates_its_offer(consumer):
    consumer.expect_offer().request("ACN0205").wait("OFFERED").expect_termination().wait("TERMINATED")


def test_CN_02_06_provider_terminates_the_acceptance(consumer):
    (
        consumer.expect_offer().request("ACN0206").wait("OFFERED").accept().expect_termination()
        .wait("TERMINATED")
    )


def test_CN_02_07_provider_terminates_the_verification(consumer):
    (
        consumer.expect_agreement().request("ACN0207").wait("AGREED").expect_termination()
        .send_verification().wait("TERMINATED")
    )


def test_CN_03_01_termination_after_finalized_is_refused(consumer):
    (
        consumer.expect_agreement().request("ACN0301").wait("AGREED").expect_finalized().send_verification()
        .wait("FINALIZED").verify("FINALIZED").terminate(expect_error=True)
    )


def test_CN_03_02_verification_of_an_offer_is_refused(consumer):
    consumer.expect_offer().request("ACN0302").wait("OFFERED").send_verification(expect_error=True)


def test_CN_03_03_verification_of_an_acceptance_is_refused(consumer):
    (
        consumer.expect_offer().request("ACN0303").wait("OFFERED").accept()
        .send_verification(expect_error=True)
    )


def test_CN_03_04_second_counter_offer_is_refused(consumer):
    (
        consumer.expect_offer().request("ACN0304").wait("OFFERED").counter_offer("ACN0304")
        .counter_offer("ACN0304", expect_error=True)
    )
