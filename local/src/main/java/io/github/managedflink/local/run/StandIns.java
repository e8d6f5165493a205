package io.github.managedflink.local.run;

import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.FileAsset;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.spec.LocalEndpoints;
import io.github.managedflink.spec.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The services that stand in for those of the account: the ones that the stacks need. */
final class StandIns implements AutoCloseable {
    private final S3Resources s3;
    private final Optional<KinesisResources> kinesis;

    private StandIns(S3Resources s3, Optional<KinesisResources> kinesis) {
        this.s3 = s3;
        this.kinesis = kinesis;
    }

    /**
     * Starts them and creates every resource in its service.
     *
     * @param s3Port the port for S3, 0 for any free one
     */
    static StandIns start(List<DeployedStack> stacks, Collection<ApplicationNeeds> needs, Path folder, int s3Port)
            throws IOException {
        S3Resources s3 = S3Resources.start(folder.resolve("s3"), s3Port);
        boolean hasStreams =
                needs.stream().anyMatch(each -> !each.sourceStreams().isEmpty())
                        || stacks.stream().anyMatch(stack -> !stack.resources(KinesisResources.STREAM)
                                .isEmpty());
        StandIns standIns = new StandIns(s3, hasStreams ? Optional.of(new KinesisResources()) : Optional.empty());
        try {
            standIns.createResources(stacks);
            standIns.createMissing(stacks, needs);
            return standIns;
        } catch (IOException | RuntimeException e) {
            standIns.close();
            throw e;
        }
    }

    private void createResources(List<DeployedStack> stacks) throws IOException {
        for (DeployedStack stack : stacks) {
            for (Resource resource : stack.resources()) {
                switch (resource.type()) {
                    case S3Resources.BUCKET -> s3.create(resource);
                    case KinesisResources.STREAM -> kinesis().create(resource);
                    default -> {
                        // A job does not talk to it.
                    }
                }
            }
        }
        for (DeployedStack stack : stacks) {
            stack.resources(KinesisResources.CONSUMER)
                    .forEach(consumer -> kinesis().createConsumer(consumer));
            for (Resource deployment : stack.resources(S3Resources.BUCKET_DEPLOYMENT)) {
                s3.deploy(deployment);
            }
        }
    }

    /** Creates what an application names and no stack has: it lives in the account already. */
    private void createMissing(List<DeployedStack> stacks, Collection<ApplicationNeeds> needs) throws IOException {
        for (ApplicationNeeds each : needs) {
            each.sourceStreams().forEach(arn -> kinesis().createIfMissing(arn));
            for (S3Location object : each.objects()) {
                Optional<FileAsset> asset = S3Resources.assets(stacks, object.bucket(), object.key())
                        .findFirst();
                if (asset.isPresent()) {
                    s3.publish(asset.get());
                }
            }
            each.buckets().forEach(s3::createIfMissing);
        }
    }

    S3Resources s3() {
        return s3;
    }

    KinesisResources kinesis() {
        return kinesis.orElseThrow(
                () -> LocalRunException.wrongUsage("The stack has no Kinesis stream and its applications read none."));
    }

    LocalEndpoints endpoints() {
        return kinesis.map(each -> LocalEndpoints.none()
                        .withService("kinesis", each.endpoint().toString()))
                .orElseGet(LocalEndpoints::none);
    }

    @Override
    public void close() throws IOException {
        kinesis.ifPresent(KinesisResources::close);
        s3.close();
    }
}
