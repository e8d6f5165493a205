package io.github.managedflink.test.kinesis;

import io.github.managedflink.constructs.kinesis.KinesisSourceBinding;

/** The two ways to read a stream. */
enum Reading {
    POLLING,
    ENHANCED_FAN_OUT;

    KinesisSourceBinding of(KinesisSourceBinding source) {
        return this == POLLING ? source : source.enhancedFanOut("etl");
    }
}
