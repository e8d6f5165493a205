package io.github.managedflink.local.run;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A program that describes a job and forgets to execute it. */
public final class JoblessProgram {
    private JoblessProgram() {}

    public static void main(String[] arguments) {
        System.out.println("ready");
        StreamExecutionEnvironment.getExecutionEnvironment().fromSequence(1, 2).print();
    }
}
