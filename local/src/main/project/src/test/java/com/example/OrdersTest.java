package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.run.LocalRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

class OrdersTest {
    @Test
    void ordersArriveInS3(@TempDir Path assembly) {
        App app = new App(AppProps.builder().outdir(assembly.toString()).build());
        new OrdersStack(app, "Orders");
        app.synth();

        RecordCounts counts = LocalRun.builder()
                .assembly(assembly)
                .stack("Orders")
                .feed("Etl/Stream", Path.of("data/orders.tsv"))
                .out(Path.of("target/orders"))
                .untilDrained()
                .run()
                .application()
                .counts()
                .orElseThrow();

        assertEquals(3, counts.out());
        assertEquals(1, counts.rejected());
    }
}
