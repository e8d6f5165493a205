package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.dataflow.DeduplicateFunction;
import io.github.managedflink.jobs.dataflow.DeduplicationKey;
import io.github.managedflink.jobs.dataflow.RecordSinks;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.dataflow.SinkConnectors;
import io.github.managedflink.jobs.dataflow.SinkTags;
import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.EtlEventTypeInfo;
import io.github.managedflink.jobs.leaderboard.board.BoardKey;
import io.github.managedflink.jobs.leaderboard.board.BoardPart;
import io.github.managedflink.jobs.leaderboard.board.BoardPartTypeInfo;
import io.github.managedflink.jobs.leaderboard.board.MemberEntries;
import io.github.managedflink.jobs.leaderboard.board.RankOperator;
import io.github.managedflink.jobs.leaderboard.board.SessionOperator;
import io.github.managedflink.jobs.leaderboard.board.WindowOperator;
import io.github.managedflink.jobs.metric.Metrics;
import io.github.managedflink.jobs.metric.SpecMetrics;
import io.github.managedflink.jobs.s3.Addressed;
import io.github.managedflink.jobs.window.Bundle;
import io.github.managedflink.jobs.window.BundleTypeInfo;
import io.github.managedflink.jobs.window.PreAggregateOperator;
import io.github.managedflink.jobs.window.SelectFunction;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.spec.window.Window;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The dataflow of a leaderboard: events → selection → (deduplication →) pre-aggregation → windows by bucket (→ ranking by board) → sinks. Up to the shuffle behind the pre-aggregation everything is one chain
 * with the source, unless events are deduplicated, which takes a shuffle of its own.
 */
public final class MetricsLeaderboardPipeline {
    private final MetricsLeaderboardSpec spec;
    private final SinkConnectors connectors;
    private final SerializableSpec<MetricsLeaderboardSpec> travelling;
    private final Metrics metrics;
    private final SideOutputs sides;
    private final SinkTags sinks;

    public MetricsLeaderboardPipeline(MetricsLeaderboardSpec spec, SinkConnectors connectors) {
        this.spec = spec;
        this.connectors = connectors;
        this.travelling = new SerializableSpec<>(spec, MetricsLeaderboardSpec::fromPropertyGroups);
        this.metrics = SpecMetrics.of(spec.metrics().values());
        this.sides = new SideOutputs(connectors.deadLetters(), connectors.lateEvents(spec.lateEvents()));
        this.sinks = new SinkTags(spec.sinks(), connectors);
    }

    /** Attaches the pipeline to parsed messages, which carry their event times and watermarks. */
    public void attachTo(DataStream<EtlEvent> source) {
        SingleOutputStreamOperator<EtlEvent> selected = source.process(
                        new SelectFunction(travelling, sides), EtlEventTypeInfo.INSTANCE)
                .uid("select")
                .name("select");
        DataStream<EtlEvent> unique = spec.deduplicationKeys().isEmpty() ? selected : deduplicate(selected);
        SingleOutputStreamOperator<Bundle> bundles = unique.transform(
                        "pre-aggregate",
                        new BundleTypeInfo(metrics.layout()),
                        new PreAggregateOperator(travelling, metrics.layout(), sides))
                .uid("pre-aggregate");
        KeyedStream<Bundle, Integer> byBucket = bundles.keyBy(Bundle::bucket, Types.INT);
        SingleOutputStreamOperator<?> windows;
        SingleOutputStreamOperator<EtlEvent> entries;
        if (spec.window().kind() == Window.Kind.SESSION) {
            entries = byBucket.transform(
                            "sessions", EtlEventTypeInfo.INSTANCE, new SessionOperator(travelling, metrics, sides))
                    .uid("sessions");
            windows = entries;
        } else {
            SingleOutputStreamOperator<BoardPart> parts = byBucket.transform(
                            "windows", BoardPartTypeInfo.INSTANCE, new WindowOperator(travelling, metrics, sides))
                    .uid("windows");
            windows = parts;
            entries = spec.ranking() == null ? members(parts) : rank(parts);
        }
        SingleOutputStreamOperator<Void> written = entries.process(new RecordSinks(travelling, sinks), Types.VOID)
                .uid("entries")
                .name("entries");
        spec.sinks().forEach((name, sink) -> attach(name, connectors.sink(name, sink), written));
        selected.getSideOutput(sides.deadLetters())
                .union(bundles.getSideOutput(sides.deadLetters()), written.getSideOutput(sinks.deadLetters()))
                .sinkTo(connectors.deadLetters().sink())
                .uid("dead-letters")
                .name("dead-letters");
        OutputTag<Addressed<byte[]>> late = sides.late();
        selected.getSideOutput(late)
                .union(bundles.getSideOutput(late), windows.getSideOutput(late))
                .sinkTo(connectors.lateEvents(spec.lateEvents()).sink())
                .uid("late-events")
                .name("late-events");
    }

    private DataStream<EtlEvent> deduplicate(DataStream<EtlEvent> events) {
        return events.keyBy(new DeduplicationKey(spec.deduplicationKeys()), Types.STRING)
                .process(new DeduplicateFunction(spec.deduplicationTtl().toMillis()), EtlEventTypeInfo.INSTANCE)
                .uid("deduplicate")
                .name("deduplicate");
    }

    private SingleOutputStreamOperator<EtlEvent> members(DataStream<BoardPart> parts) {
        return parts.process(new MemberEntries(travelling), EtlEventTypeInfo.INSTANCE)
                .uid("members")
                .name("members");
    }

    private SingleOutputStreamOperator<EtlEvent> rank(DataStream<BoardPart> parts) {
        return parts.keyBy(new BoardKey(), Types.STRING)
                .transform("rank", EtlEventTypeInfo.INSTANCE, new RankOperator(travelling))
                .uid("rank");
    }

    private <T> void attach(String name, SinkConnector<T> sink, SingleOutputStreamOperator<Void> written) {
        OutputTag<T> tag = sinks.of(name);
        written.getSideOutput(tag).sinkTo(sink.sink()).uid("sink-" + name).name("sink-" + name);
    }
}
