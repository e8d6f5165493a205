package io.github.managedflink.constructs.dynamodb;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.KeyUse;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kms.IKey;

/** A DynamoDB table of a stack, as an application puts items into it. */
public final class DynamoDbSinkConfig implements PipelineSinkConfig {
    private static final String SERVICE = "dynamodb";

    private final ITable table;
    private final DynamoDbSinkSpec spec;
    private final Map<String, String> outputs;

    DynamoDbSinkConfig(ITable table, DynamoDbSinkSpec spec, Map<String, String> outputs) {
        this.table = table;
        this.spec = spec;
        this.outputs = outputs;
    }

    /** Returns the table. */
    public ITable table() {
        return table;
    }

    @Override
    public DynamoDbSinkSpec spec() {
        return spec;
    }

    /**
     * {@inheritDoc}
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html">What
     *     DynamoDB does with a key for its caller</a>
     */
    @Override
    public List<IamStatement> permissions() {
        List<IamStatement> statements = new ArrayList<>();
        statements.add(IamStatement.allow(actions()).on(spec.tableArn()));
        IKey key = table.getEncryptionKey();
        if (key != null) {
            statements.add(KeyUse.through(SERVICE, key, "kms:DescribeKey").withoutContext());
            statements.add(KeyUse.through(
                            SERVICE,
                            key,
                            "kms:Decrypt",
                            "kms:Encrypt",
                            "kms:GenerateDataKey",
                            "kms:ReEncryptFrom",
                            "kms:ReEncryptTo")
                    .of("aws:dynamodb:tableName", table.getTableName()));
        }
        return statements;
    }

    /** A batch takes no conditions, so that records with versions are calls of their own. */
    private String[] actions() {
        if (spec.version() == null) {
            return new String[] {"dynamodb:BatchWriteItem"};
        }
        return spec.deleteCondition() == null
                ? new String[] {"dynamodb:PutItem"}
                : new String[] {"dynamodb:DeleteItem", "dynamodb:PutItem"};
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }
}
