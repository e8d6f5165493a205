package io.github.managedflink.local.kafka;

import java.util.Optional;
import org.apache.kafka.common.security.auth.AuthenticationContext;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder;
import org.apache.kafka.common.security.ssl.SslPrincipalMapper;

/**
 * Gives who connects from within the stand-in a name of its own. The name of the listener alone would not do, because
 * the broker forwards some requests to the controller, which sees them come over its own listener.
 */
public final class ListenerPrincipals extends DefaultKafkaPrincipalBuilder {

    private static final KafkaPrincipal STAND_IN = new KafkaPrincipal("StandIn", "stand-in");
    private static final String ACCESS_KEY = "AccessKey";

    /** Kafka makes it by its name. */
    public ListenerPrincipals() {
        super(null, SslPrincipalMapper.fromRules("DEFAULT"));
    }

    static boolean isStandIn(KafkaPrincipal principal) {
        return principal.equals(STAND_IN);
    }

    /** The id of the access key of a client that uses IAM. */
    static Optional<String> accessKeyId(KafkaPrincipal principal) {
        return principal.getPrincipalType().equals(ACCESS_KEY) ? Optional.of(principal.getName()) : Optional.empty();
    }

    @Override
    public KafkaPrincipal build(AuthenticationContext context) {
        return switch (context.listenerName()) {
            case KafkaListener.INTERNAL, KafkaListener.CONTROLLER -> STAND_IN;
            case KafkaListener.IAM ->
                new KafkaPrincipal(ACCESS_KEY, super.build(context).getName());
            default -> super.build(context);
        };
    }
}
