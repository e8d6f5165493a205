package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The versions of an object in S3, as they are found there. */
public final class RulesObjectSource {
    private static final double MILLIS_PER_SECOND = 1_000;

    private RulesObjectSource() {}

    /**
     * Attaches the source.
     *
     * @param interval from one look to the next
     */
    public static DataStream<PipelineEvent> attachTo(
            StreamExecutionEnvironment environment, Path object, Duration interval) {
        DataGeneratorSource<Long> ticks = new DataGeneratorSource<>(
                number -> number,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(MILLIS_PER_SECOND / interval.toMillis()),
                Types.LONG);
        return environment
                .fromSource(ticks, WatermarkStrategy.noWatermarks(), "rules-ticks")
                .uid("rules-ticks")
                .setParallelism(1)
                .process(new RulesObjectFunction(object), PipelineEventTypeInfo.INSTANCE)
                .uid("rules-object")
                .name("rules-object")
                .setParallelism(1);
    }
}
