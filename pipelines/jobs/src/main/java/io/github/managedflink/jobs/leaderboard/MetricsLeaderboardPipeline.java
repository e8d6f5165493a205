package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.dataflow.RecordSinks;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.leaderboard.board.BoardKey;
import io.github.managedflink.jobs.leaderboard.board.BoardPart;
import io.github.managedflink.jobs.leaderboard.board.BoardPartTypeInfo;
import io.github.managedflink.jobs.leaderboard.board.MemberEntries;
import io.github.managedflink.jobs.leaderboard.board.RankOperator;
import io.github.managedflink.jobs.leaderboard.board.SessionOperator;
import io.github.managedflink.jobs.leaderboard.board.WindowOperator;
import io.github.managedflink.jobs.metric.Metrics;
import io.github.managedflink.jobs.metric.SpecMetrics;
import io.github.managedflink.jobs.window.BundledEvents;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.window.Window;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The dataflow of a leaderboard: events → selection → (deduplication →) pre-aggregation → windows by bucket (→ ranking
 * by board) → sinks. Up to the shuffle behind the pre-aggregation everything is one chain with the source, unless
 * events are deduplicated, which takes a shuffle of its own.
 */
public final class MetricsLeaderboardPipeline {
    private static final boolean CLOSING_WATERMARKS_ONLY = false;

    private final MetricsLeaderboardSpec spec;
    private final SinkConnectors connectors;
    private final SerializableSpec<MetricsLeaderboardSpec> travelling;
    private final Metrics metrics;

    public MetricsLeaderboardPipeline(MetricsLeaderboardSpec spec, SinkConnectors connectors) {
        this.spec = spec;
        this.connectors = connectors;
        this.travelling = new SerializableSpec<>(spec, MetricsLeaderboardSpec::fromPropertyGroups);
        this.metrics = SpecMetrics.of(spec.metrics().values());
    }

    /** Attaches the pipeline to parsed messages, which carry their event times and watermarks. */
    public void attachTo(DataStream<PipelineEvent> source) {
        BundledEvents events =
                new BundledEvents(source, travelling, connectors, metrics.layout(), CLOSING_WATERMARKS_ONLY);
        SideOutputs sides = events.sides();
        SingleOutputStreamOperator<?> windows;
        SingleOutputStreamOperator<PipelineEvent> entries;
        if (spec.window().kind() == Window.Kind.SESSION) {
            entries = events.byBucket()
                    .transform(
                            "sessions", PipelineEventTypeInfo.INSTANCE, new SessionOperator(travelling, metrics, sides))
                    .uid("sessions");
            windows = entries;
        } else {
            SingleOutputStreamOperator<BoardPart> parts = events.byBucket()
                    .transform("windows", BoardPartTypeInfo.INSTANCE, new WindowOperator(travelling, metrics, sides))
                    .uid("windows");
            windows = parts;
            entries = spec.ranking() == null ? members(parts) : rank(parts);
        }
        events.attachSinks(
                windows,
                List.of(RecordSinks.attach(
                        entries, "entries", travelling, connectors, spec.sinks().keySet())));
    }

    private SingleOutputStreamOperator<PipelineEvent> members(DataStream<BoardPart> parts) {
        return parts.process(new MemberEntries(travelling), PipelineEventTypeInfo.INSTANCE)
                .uid("members")
                .name("members");
    }

    private SingleOutputStreamOperator<PipelineEvent> rank(DataStream<BoardPart> parts) {
        return parts.keyBy(new BoardKey(), Types.STRING)
                .transform("rank", PipelineEventTypeInfo.INSTANCE, new RankOperator(travelling))
                .uid("rank");
    }
}
