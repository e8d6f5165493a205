package io.github.managedflink.test.kinesis;

import io.github.managedflink.constructs.kinesis.KinesisSource;

/** The two ways to read a stream. */
enum Reading {
    POLLING,
    ENHANCED_FAN_OUT;

    KinesisSource of(KinesisSource source) {
        return this == POLLING ? source : source.withEnhancedFanOut("etl");
    }
}
