package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3BucketConfig;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules in an object of S3, which need not be there yet. */
@Internal
public record RulesObject(S3Bucket bucket, String key, Duration pollInterval) implements RulesPlace {

    @Override
    public void check(Violations violations) {
        if (violations.require("bucket", bucket)) {
            bucket.check(violations);
        }
    }

    @Override
    public List<SharedResource> resources() {
        return Optional.<SharedResource>ofNullable(bucket).stream().toList();
    }

    @Override
    public Optional<S3Bucket> newBucket() {
        return Optional.ofNullable(bucket).filter(S3Bucket::isNew);
    }

    @Override
    public RulesSource plan() {
        return spec(S3Location.of(bucket == null ? Unresolved.text("BucketName") : bucket.plannedName(), key));
    }

    @Override
    public BoundRules bind(BindingContext context) {
        S3BucketConfig bound = bucket.bind(context);
        return new BoundRules(spec(bound.location(key)), new Connector(bound, key));
    }

    private RulesSource spec(S3Location object) {
        return RulesSource.s3Object(object).withPollInterval(pollInterval);
    }

    private record Connector(S3BucketConfig bucket, String key) implements ConnectorConfig {
        /**
         * Returns what permits reading the one object, and learning whether it is there: S3 calls an object that is not
         * there forbidden unless its key could be listed as a prefix.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_Permissions">Permissions
         *     of GetObject</a>
         * @see <a href="https://github.com/ceph/ceph/pull/68577">What the prefix is then, as Ceph found out</a>
         */
        @Override
        public List<IamStatement> permissions() {
            String object = bucket.arn() + "/" + key;
            List<IamStatement> statements = new ArrayList<>();
            statements.add(IamStatement.allow("s3:ListBucket").on(bucket.arn()).when("StringEquals", "s3:prefix", key));
            statements.add(IamStatement.allow("s3:GetObject").on(object));
            statements.addAll(bucket.readingKeyPermissions(object));
            return statements;
        }

        @Override
        public Map<String, String> outputs() {
            return bucket.outputs();
        }
    }
}
