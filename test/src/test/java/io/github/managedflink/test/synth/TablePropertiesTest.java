package io.github.managedflink.test.synth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.dynamodb.TableTemplate;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTableProps;
import software.amazon.awscdk.services.dynamodb.CfnTableProps;

/** Holds the properties of tables that a local run takes against those that the CDK knows. */
class TablePropertiesTest {
    @Test
    void theLocalRunTakesEveryPropertyThatTheCdkWrites() {
        assertThat(propertiesOf(CfnTableProps.class))
                .allMatch(withoutCase(TableTemplate.propertiesOf(TableTemplate.TABLE))::contains);
        assertThat(propertiesOf(CfnGlobalTableProps.class))
                .allMatch(withoutCase(TableTemplate.propertiesOf(TableTemplate.GLOBAL_TABLE))::contains);
    }

    /** The CDK writes abbreviations in its own way. */
    private static Set<String> withoutCase(Set<String> names) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(names);
        return all;
    }

    private static Set<String> propertiesOf(Class<?> props) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(props.getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("get"))
                .forEach(name -> names.add(name.substring("get".length())));
        assertThat(names).isNotEmpty();
        return names;
    }
}
