package io.github.managedflink.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Loads the SDK's classes for the tests before any job has its own. When a job has ended, Flink closes its class loader, and a thread of the job's SDK that still loads a class gets the test's one from
 * the parent; Java then refuses the test another class of the same name. Registered for all tests by {@code META-INF/services}.
 */
public final class AwsSdkBeforeJobs implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(AwsSdkBeforeJobs.class, key -> load());
    }

    private static boolean load() {
        KinesisClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()
                .close();
        return true;
    }
}
