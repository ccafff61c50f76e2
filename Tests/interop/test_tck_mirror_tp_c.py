"""The compatibility kit's tests TP_C: transfers in which the connector under test is the consumer.

The steps and their order are the kit's own, so that handlers are registered as late as there. Every step is a
check: waiting for a state, looking at the connector's state, and sending (with or without `expect_error`) fail
the test when not met. TP_C:01-05 has the agreement of TP_C:01-04 in the kit's sample configuration (a slip);
either id must do.
"""


def test_TP_C_01_01_provider_starts_and_terminates(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0101").wait("REQUESTED").start().wait("STARTED")
        .verify("STARTED").terminate().wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_C_01_02_provider_starts_and_completes(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0102").wait("REQUESTED").start().wait("STARTED")
        .verify("STARTED").complete().wait("COMPLETED").verify("COMPLETED")
    )


def test_TP_C_01_03_provider_suspends_and_terminates(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0103").wait("REQUESTED").start().wait("STARTED")
        .verify("STARTED").suspend().wait("SUSPENDED").verify("SUSPENDED").terminate().wait("TERMINATED")
        .verify("TERMINATED")
    )


def test_TP_C_01_04_provider_suspends_and_resumes(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0104").wait("REQUESTED").start().wait("STARTED")
        .verify("STARTED").suspend().wait("SUSPENDED").verify("SUSPENDED").start().wait("STARTED")
        .verify("STARTED").complete().wait("COMPLETED").verify("COMPLETED")
    )


def test_TP_C_01_05_provider_terminates_the_request(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0104").wait("REQUESTED").terminate()
        .wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_C_02_01_consumer_terminates(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0201").wait("REQUESTED").expect_termination()
        .start().wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_C_02_02_consumer_completes(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0202").wait("REQUESTED").expect_completion()
        .start().wait("COMPLETED").verify("COMPLETED")
    )


def test_TP_C_02_03_consumer_suspends_and_terminates(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0203").wait("REQUESTED").expect_suspension()
        .start().wait("SUSPENDED").expect_termination().wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_C_02_05_consumer_terminates_its_request(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0205").wait("REQUESTED").expect_termination()
        .wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_C_03_01_completion_in_requested_is_refused(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0301").wait("REQUESTED").verify("REQUESTED")
        .complete(expect_error=True).wait("REQUESTED").verify("REQUESTED")
    )


def test_TP_C_03_02_suspension_in_requested_is_refused(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0302").wait("REQUESTED").verify("REQUESTED")
        .suspend(expect_error=True).wait("REQUESTED").verify("REQUESTED")
    )


def test_TP_C_03_03_completion_in_suspended_is_refused(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0303").wait("REQUESTED").verify("REQUESTED")
        .start().wait("STARTED").verify("STARTED").suspend().wait("SUSPENDED").verify("SUSPENDED")
        .complete(expect_error=True).wait("SUSPENDED").verify("SUSPENDED")
    )


def test_TP_C_03_04_start_in_terminated_is_refused(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0304").wait("REQUESTED").verify("REQUESTED")
        .start().wait("STARTED").verify("STARTED").terminate().wait("TERMINATED").verify("TERMINATED")
        .start(expect_error=True).wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_C_03_05_suspension_in_terminated_is_refused(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0305").wait("REQUESTED").verify("REQUESTED")
        .start().wait("STARTED").verify("STARTED").terminate().wait("TERMINATED").verify("TERMINATED")
        .suspend(expect_error=True).wait("TERMINATED").verify("TERMINATED")
    )


def test_TP_C_03_06_completion_in_terminated_is_refused(transfer_provider):
    (
        transfer_provider.expect_request().initiate("ATPC0306").wait("REQUESTED").verify("REQUESTED")
        .start().wait("STARTED").verify("STARTED").terminate().wait("TERMINATED").verify("TERMINATED")
        .complete(expect_error=True).wait("TERMINATED").verify("TERMINATED")
    )
