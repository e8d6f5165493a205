package com.example;

import static io.github.managedflink.model.etl.EtlSteps.cast;
import static io.github.managedflink.model.etl.EtlSteps.check;
import static io.github.managedflink.model.etl.EtlSteps.filter;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.FieldType;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

public class OrdersStack extends Stack {
    public OrdersStack(Construct scope, String id) {
        super(scope, id);

        StreamingEtlApp.Builder.create(this, "Etl")
                .source(KinesisSource.newStream())
                .format(InputFormat.tsv("id", "amount", "country").withHeader())
                .steps(
                        cast("amount", FieldType.DOUBLE),
                        check("amount >= 0.0", "the amount is negative"),
                        filter("country != 'XX'"))
                .sink(S3Sink.newBucket().withPrefix("orders"))
                .build();
    }
}
