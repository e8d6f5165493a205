package io.github.managedflink.local.cli;

/** A CDK app that ended with an error; the message holds what it said last. */
final class SynthesisException extends RuntimeException {
    SynthesisException(String message) {
        super(message);
    }
}
