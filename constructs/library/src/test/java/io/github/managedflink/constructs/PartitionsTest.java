package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.policies.PolicyVariant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** Every connector, option and role in GovCloud and China, where ARNs begin otherwise. */
class PartitionsTest {
    @ParameterizedTest
    @CsvSource({"us-gov-west-1, aws-us-gov", "cn-north-1, aws-cn"})
    void everythingIsNamedAsThePartitionDoes(String region, String partition) {
        Set<String> services = new TreeSet<>();
        for (PolicyVariant variant : PolicyVariant.all()) {
            Stack stack = CdkApps.stackIn(region);
            assertThat(variant.statements().apply(stack)).isNotNull();
            Map<String, Object> template = Template.fromStack(stack).toJSON();

            assertThat(template.toString())
                    .as(variant.toString())
                    .doesNotContain("arn:aws:", CdkApps.REGION)
                    .doesNotContainPattern("arn:(?!" + partition + ":|\\$\\{AWS::Partition\\}|,)");
            collectServices(template, services);
        }

        assertThat(services)
                .containsExactly(
                        "events.amazonaws.com",
                        "firehose.amazonaws.com",
                        "infrastructure.kinesisanalytics.amazonaws.com",
                        "kinesisanalytics.amazonaws.com",
                        "lambda.amazonaws.com",
                        "logs." + region + ".${AWS::URLSuffix}");
    }

    private static void collectServices(Object value, Set<String> services) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                if (key.equals("Service")) {
                    services.addAll(IamTable.texts(item));
                } else {
                    collectServices(item, services);
                }
            });
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> collectServices(item, services));
        }
    }
}
