package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.aws.ServiceError;
import io.github.managedflink.jobs.record.ServiceFailure;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.GlueAsyncClient;

/**
 * Calls a registry, again and again while it cannot answer: without its schema no message can be read or written. The
 * pauses double up to half a minute, and a warning goes to the log once a minute. It holds a client only as long as it
 * is open, as nobody closes formats when a job ends.
 */
final class RegistryCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryCalls.class);
    private static final long SHORTEST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 30_000;
    private static final long NANOS_BETWEEN_WARNINGS = 60_000_000_000L;
    /** Refusals of the moment, which have the HTTP status of the others. */
    private static final Set<String> PASSING = Set.of("ConcurrentModificationException", "OperationTimeoutException");

    private final String registryArn;
    private final GlueAsyncClient client;

    RegistryCalls(AwsService service, String registryArn) {
        this.registryArn = registryArn;
        this.client = service.client(GlueAsyncClient.builder());
    }

    /**
     * The answer to a call.
     *
     * @param action the IAM action, for messages
     * @throws RegistryRefusal if the registry refuses the call
     * @throws ServiceFailure if the job may not call, or is being stopped
     */
    <T> T call(String action, Function<GlueAsyncClient, CompletableFuture<T>> call) throws RegistryRefusal {
        long pause = SHORTEST_PAUSE;
        long lastWarning = System.nanoTime() - NANOS_BETWEEN_WARNINGS;
        while (true) {
            Throwable failure;
            try {
                return call.apply(client).get();
            } catch (ExecutionException e) {
                failure = ServiceError.unwrap(e.getCause());
            } catch (InterruptedException e) {
                throw stopped(e);
            }
            if (!isPassing(failure)) {
                throw refusalOrFailure(action, failure);
            }
            if (System.nanoTime() - lastWarning >= NANOS_BETWEEN_WARNINGS) {
                LOG.warn("the schema registry {} is tried again for {}: {}", registryArn, action, failure.getMessage());
                lastWarning = System.nanoTime();
            }
            pause(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }

    private static boolean isPassing(Throwable failure) {
        return ServiceError.of(failure) == ServiceError.TEMPORARY || PASSING.contains(codeOf(failure));
    }

    private RegistryRefusal refusalOrFailure(String action, Throwable failure) {
        if (ServiceError.of(failure) == ServiceError.REFUSED) {
            return new RegistryRefusal(codeOf(failure), failure);
        }
        throw new ServiceFailure(
                "The schema registry " + registryArn + " does not let the job call " + action + ": "
                        + failure.getMessage() + ". Check that the application's role allows the action.",
                failure);
    }

    /** The service's name of the error; empty if it gives none. */
    private static String codeOf(Throwable failure) {
        return failure instanceof AwsServiceException && ((AwsServiceException) failure).awsErrorDetails() != null
                ? Objects.toString(
                        ((AwsServiceException) failure).awsErrorDetails().errorCode(), "")
                : "";
    }

    /**
     * Waits for half to all of the time, so that subtasks do not call in step. It holds the task's thread, as no record
     * may overtake the one that needs the schema; nothing but time makes a busy registry take calls again.
     */
    void pause(long millis) {
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private ServiceFailure stopped(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ServiceFailure("The job was stopped while it waited for the schema registry " + registryArn, cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
