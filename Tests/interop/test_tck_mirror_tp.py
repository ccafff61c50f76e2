"""The compatibility kit's tests TP: transfers in which the connector under test is the provider.

The steps and their order are the kit's own, so that handlers are registered as late as there. Every step is a
check: waiting for a state, looking at the connector's state, and sending (with or without `expect_error`) fail
the test when not met. The agreements exist already. TP:02-04 (a consumer's resume) is disabled in the kit; see
test_protocol_transfer.py.
"""


def test_TP_01_01_provider_starts_and_terminates(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0101").wait("STARTED").expect_termination()
        .wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_01_02_provider_starts_and_completes(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0102").wait("STARTED").expect_completion()
        .wait("COMPLETED").verify("COMPLETED")
    )


def test_TP_01_03_provider_suspends_and_terminates(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0103").wait("STARTED").expect_suspension()
        .wait("SUSPENDED").expect_termination().wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_01_04_provider_suspends_and_resumes(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0104").wait("STARTED").expect_suspension()
        .wait("SUSPENDED").expect_start().wait("STARTED").expect_completion().wait("COMPLETED")
        .verify("COMPLETED")
    )


def test_TP_01_05_provider_terminates_the_request(transfer_consumer):
    transfer_consumer.expect_termination().request("ATP0105").wait("TERMINATED").verify("TERMINATED")


def test_TP_02_01_consumer_terminates(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0201").wait("STARTED").verify("STARTED").terminate()
        .wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_02_02_consumer_completes(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0202").wait("STARTED").verify("STARTED").complete()
        .wait("COMPLETED").verify("COMPLETED")
    )


def test_TP_02_03_consumer_suspends_and_terminates(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0203").wait("STARTED").verify("STARTED").suspend()
        .wait("SUSPENDED").verify("SUSPENDED").terminate().wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_02_05_consumer_terminates_its_request(transfer_consumer):
    (
        transfer_consumer.request("ATP0205").wait("REQUESTED").verify("REQUESTED").terminate()
        .wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_03_01_completion_in_requested_is_refused(transfer_consumer):
    (
        transfer_consumer.request("ATP0301").wait("REQUESTED").verify("REQUESTED")
        .complete(expect_error=True).wait("REQUESTED").verify("REQUESTED")
    )


def test_TP_03_02_suspension_in_requested_is_refused(transfer_consumer):
    (
        transfer_consumer.request("ATP0302").wait("REQUESTED").verify("REQUESTED")
        .suspend(expect_error=True).wait("REQUESTED").verify("REQUESTED")
    )


def test_TP_03_03_completion_in_suspended_is_refused(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0303").wait("STARTED").verify("STARTED").suspend()
        .wait("SUSPENDED").verify("SUSPENDED").complete(expect_error=True).wait("SUSPENDED")
        .verify("SUSPENDED")
    )


def test_TP_03_04_start_in_terminated_is_refused(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0304").wait("STARTED").verify("STARTED").terminate()
        .wait("TERMINATED").verify("TERMINATED").start(expect_error=True).wait("TERMINATED")
        .verify("TERMINATED")
    )


def test_TP_03_05_suspension_in_terminated_is_refused(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0305").wait("STARTED").verify("STARTED").terminate()
        .wait("TERMINATED").verify("TERMINATED").suspend(expect_error=True).wait("TERMINATED")
        .verify("TERMINATED")
    )


def test_TP_03_06_completion_in_terminated_is_refused(transfer_consumer):
    (
        transfer_consumer.expect_start().request("ATP0306").wait("STARTED").verify("STARTED").terminate()
        .wait("TERMINATED").verify("TERMINATED").complete(expect_error=True).wait("TERMINATED")
        .verify("TERMINATED")
    )
