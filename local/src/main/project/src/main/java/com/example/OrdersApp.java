package com.example;

import software.amazon.awscdk.App;

/** The CDK app, which {@code cdk synth} and {@code cdk deploy} run. */
public class OrdersApp {
    public static void main(String[] args) {
        App app = new App();
        new OrdersStack(app, "Orders");
        app.synth();
    }
}
