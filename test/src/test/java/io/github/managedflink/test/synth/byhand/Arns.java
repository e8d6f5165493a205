package io.github.managedflink.test.synth.byhand;

record Arns(String partition, String region, String account) {
    String of(String service, String resource) {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    String bucket(String name) {
        return "arn:" + partition + ":s3:::" + name;
    }
}
