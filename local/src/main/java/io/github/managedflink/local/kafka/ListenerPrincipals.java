package io.github.managedflink.local.kafka;

import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;

/**
 * Gives who connects from within the stand-in a name of its own. The name of the listener alone would not do, because the broker
 * forwards some requests to the controller, which sees them come over its own listener.
 */
public final class ListenerPrincipals extends DefaultKafkaPrincipalBuilder {

    private static final KafkaPrincipal STAND_IN = new KafkaPrincipal("StandIn", "stand-in");

    /** Kafka makes it by its name. */
    public ListenerPrincipals() {
        super(null, SslPrincipalMapper.fromRules("DEFAULT"));
    }

    static boolean isStandIn(KafkaPrincipal principal) {
        return principal.equals(STAND_IN);
    }

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        return switch (context.listenerName()) {
            case KafkaListener.INTERNAL, KafkaListener.CONTROLLER -> STAND_IN;
            default -> super.build(context);
        };
    }
}
