package io.github.managedflink.test.chaos;

/** Where the events come from. */
enum ChaosSource {
    KINESIS_POLLING,
    KINESIS_FAN_OUT,
    MSK;

    boolean isKinesis() {
        return this != MSK;
    }

    /** The service that it calls, as IAM calls it. */
    String service() {
        return isKinesis() ? "kinesis" : "kafka-cluster";
    }
}
