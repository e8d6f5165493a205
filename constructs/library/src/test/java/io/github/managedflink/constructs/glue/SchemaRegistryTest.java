package io.github.managedflink.constructs.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.model.format.GlueCompatibility;
import io.github.managedflink.model.format.GlueSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class SchemaRegistryTest {
    private static final String SHARED = "arn:aws:glue:eu-west-1:111122223333:registry/shared";
    private static final String AVRO =
            "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"default\":0}]}";

    private final Stack stack = CdkApps.stackWithEnvironment();

    @Test
    void createsARegistryWithItsSchemas() {
        SchemaRegistry registry = SchemaRegistry.Builder.create(stack, "Registry")
                .registryName("shop")
                .description("Orders and payments")
                .build();

        GlueSchema schema = registry.addSchema(GlueSchema.avro(registry.getRegistryArn(), "orders", AVRO)
                .withCompatibility(GlueCompatibility.FULL_ALL));

        Template template = Template.fromStack(stack);
        assertThat(schema.name()).isEqualTo("orders");
        template.hasResource(
                "AWS::Glue::Registry",
                Map.of(
                        "Properties",
                        Map.of("Name", "shop", "Description", "Orders and payments"),
                        "DeletionPolicy",
                        "Retain"));
        template.hasResource(
                "AWS::Glue::Schema",
                Map.of(
                        "Properties",
                        Map.of(
                                "Name", "orders",
                                "DataFormat", "AVRO",
                                "Compatibility", "FULL_ALL",
                                "SchemaDefinition", AVRO,
                                "Registry", Map.of("Arn", Map.of("Fn::GetAtt", Match.anyValue()))),
                        "DeletionPolicy",
                        "Retain"));
    }

    @Test
    void isNamedAfterItsStackUnlessTold() {
        SchemaRegistry.Builder.create(stack, "Registry")
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();

        assertThat(Templates.only(Template.fromStack(stack), "AWS::Glue::Registry")
                        .get("Name"))
                .asString()
                .matches("[a-zA-Z0-9.-]+-Registry-[0-9a-f]{8}");
    }

    @Test
    void namesAllFaultsAtOnce() {
        SchemaRegistry registry =
                SchemaRegistry.Builder.create(stack, "Registry").build();

        assertThatThrownBy(() -> registry.addSchema(GlueSchema.avro(SHARED, "my orders", "{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name = \"my orders\"")
                .hasMessageContaining("record = ")
                .hasMessageContaining("registry.arn = \"" + SHARED + "\": is not this registry's");
        assertThatThrownBy(() -> SchemaRegistry.Builder.create(stack, "Other")
                        .registryName("my shop")
                        .removalPolicy(RemovalPolicy.SNAPSHOT)
                        .build())
                .hasMessageContaining("registryName = \"my shop\"")
                .hasMessageContaining("removalPolicy = \"SNAPSHOT\"");
    }
}
