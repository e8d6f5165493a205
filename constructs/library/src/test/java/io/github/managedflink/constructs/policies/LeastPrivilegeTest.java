package io.github.managedflink.constructs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for all policies of the library, and goes wrong most often in others. */
class LeastPrivilegeTest {
    /** Actions for which IAM knows no resource, or none that has a name before the call. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "glue:GetSchemaVersion",
            "ec2:DescribeVpcs",
            "ec2:DescribeSubnets",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeNetworkInterfaces");

    private static final List<Permission> ALL = new ArrayList<>();

    private record Permission(String variant, String action, String resource, String line, boolean ofRole) {
        boolean allows(String pattern) {
            return action.matches(pattern);
        }
    }

    @BeforeAll
    static void synthesize() {
        for (PolicyVariant variant : PolicyVariant.all()) {
            for (Object each : variant.statements().apply(CdkApps.stackWithEnvironment())) {
                Map<String, Object> statement = Templates.map(each);
                for (String action : IamTable.texts(statement.get("Action"))) {
                    for (String resource : IamTable.texts(statement.getOrDefault("Resource", "*"))) {
                        ALL.add(new Permission(
                                variant.toString(),
                                action,
                                resource,
                                IamTable.row(statement),
                                !statement.containsKey("Principal")));
                    }
                }
            }
        }
    }

    private static List<Permission> that(Predicate<Permission> condition) {
        List<Permission> found =
                ALL.stream().filter(Permission::ofRole).filter(condition).toList();
        assertThat(found).as("the rule has something to judge").isNotEmpty();
        return found;
    }

    @Test
    void fanOutNamesTheConsumer() {
        assertThat(that(permission -> permission.allows("kinesis:SubscribeToShard")))
                .extracting(Permission::resource)
                .contains("${Consumer.ConsumerARN}")
                .noneMatch(resource -> resource.endsWith("/consumer/*"));
    }

    @Test
    void listingIsOfTheBucketAndNotOfItsObjects() {
        assertThat(that(permission -> permission.allows("s3:ListBucket.*")))
                .extracting(Permission::resource)
                .noneMatch(resource -> resource.contains("/"));
        assertThat(that(permission -> permission.allows("s3:(Get|Put|Delete)Object.*")))
                .extracting(Permission::resource)
                .allMatch(resource -> resource.contains("/"));
    }

    @Test
    void exactlyOnceMayUseItsTransactionsAndNoOthers() {
        assertThat(that(permission -> permission.allows("kafka-cluster:.*TransactionalId")))
                .extracting(Permission::resource)
                .allMatch(resource -> resource.matches(".*:transactional-id/.*/[A-Za-z0-9-]+-\\*"));
    }

    @Test
    void codeIsReadFromItsOneObject() {
        assertThat(that(permission -> permission.allows("s3:GetObjectVersion")))
                .extracting(Permission::resource)
                .allMatch(resource -> resource.endsWith(".jar"));
    }

    @Test
    void keysAreUsedThroughTheirService() {
        assertThat(that(permission -> permission.allows("kms:.*"))).allSatisfy(permission -> {
            assertThat(permission.line()).contains("StringEquals kms:ViaService");
            assertThat(permission.action().equals("kms:DescribeKey")
                            || permission.line().contains("kms:EncryptionContext:"))
                    .as(permission.line())
                    .isTrue();
        });
    }

    @Test
    void everyActionIsNamed() {
        assertThat(that(permission -> true)).extracting(Permission::action).noneMatch(action -> action.contains("*"));
    }

    @Test
    void everythingThatCanBeNamedIs() {
        assertThat(that(permission -> permission.resource().equals("*")))
                .extracting(Permission::action)
                .hasSameElementsAs(WITHOUT_RESOURCE);
    }
}
