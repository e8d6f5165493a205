package com.example;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.dynamodb.sink.DynamoDbSink;
import org.apache.flink.connector.dynamodb.sink.DynamoDbWriteRequest;
import org.apache.flink.connector.dynamodb.sink.DynamoDbWriteRequestType;
import org.apache.flink.connector.firehose.sink.KinesisFirehoseSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Numbers to DynamoDB and Firehose, as the connectors' documentation shows: it knows of no stand-ins. */
public final class DynamoDbAndFirehoseJob {
    private DynamoDbAndFirehoseJob() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = KinesisAnalyticsRuntime.getApplicationProperties().get("Sinks");
        Properties client = new Properties();
        client.setProperty("aws.region", settings.getProperty("aws.region"));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> numbers = environment
                .fromSequence(1, 20)
                .map(number -> "number " + number)
                .returns(Types.STRING);
        numbers.sinkTo(DynamoDbSink.<String>builder()
                .setDynamoDbProperties(client)
                .setTableName(settings.getProperty("table.name"))
                .setElementConverter(new ItemConverter())
                .build());
        numbers.sinkTo(KinesisFirehoseSink.<String>builder()
                .setFirehoseClientProperties(client)
                .setDeliveryStreamName(settings.getProperty("delivery.stream.name"))
                .setSerializationSchema(new SimpleStringSchema())
                .build());
        environment.execute("DynamoDB and Firehose");
    }

    private static final class ItemConverter implements ElementConverter<String, DynamoDbWriteRequest> {
        private static final long serialVersionUID = 1L;

        @Override
        public DynamoDbWriteRequest apply(String element, SinkWriter.Context context) {
            return DynamoDbWriteRequest.builder()
                    .setType(DynamoDbWriteRequestType.PUT)
                    .setItem(Map.of("id", AttributeValue.builder().s(element).build()))
                    .build();
        }
    }
}
