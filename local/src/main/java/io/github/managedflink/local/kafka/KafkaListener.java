package io.github.managedflink.local.kafka;

import org.apache.kafka.common.security.auth.SecurityProtocol;

/** How clients may connect to a {@link KafkaStandIn}: each way has its own port. */
public enum KafkaListener {
    /** Without authentication and encryption, as MSK on port 9092. */
    PLAINTEXT(SecurityProtocol.PLAINTEXT),

    /**
     * For clients that use IAM, as on MSK's port 9098, but by SASL/PLAIN without TLS: the user is the id of an access
     * key, and any password does.
     */
    SASL_IAM(SecurityProtocol.SASL_PLAINTEXT),

    /** With a user and a password, SCRAM-SHA-512 as on MSK's port 9096, but without TLS. */
    SASL_SCRAM(SecurityProtocol.SASL_PLAINTEXT),

    /** With a certificate on both sides, as on MSK's port 9094. */
    MUTUAL_TLS(SecurityProtocol.SSL);

    /** For the stand-in's own clients and the broker's own replication; not counted. */
    static final String INTERNAL = "INTERNAL";

    static final String CONTROLLER = "CONTROLLER";

    /** The name of {@link #SASL_IAM}. */
    static final String IAM = "SASL_IAM";

    private final SecurityProtocol protocol;

    KafkaListener(SecurityProtocol protocol) {
        this.protocol = protocol;
    }

    SecurityProtocol protocol() {
        return protocol;
    }
}
