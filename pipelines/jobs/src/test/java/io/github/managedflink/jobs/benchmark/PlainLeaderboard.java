package io.github.managedflink.jobs.benchmark;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * The benchmark's leaderboard in the shape of public examples: a Jackson POJO, a keyed tumbling window with an
 * aggregate function, and a window over all results that ranks them.
 */
final class PlainLeaderboard {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private PlainLeaderboard() {}

    static DataStream<String> attachTo(DataStream<byte[]> messages, int ranks) {
        return messages.map(new Parse())
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<PlayerEvent>forBoundedOutOfOrderness(Duration.ofSeconds(1))
                                .withTimestampAssigner((event, before) -> event.time))
                .keyBy(event -> event.player)
                .window(TumblingEventTimeWindows.of(WINDOW))
                .aggregate(new Total(), new Named())
                .windowAll(TumblingEventTimeWindows.of(WINDOW))
                .process(new Top(ranks));
    }

    /** An event with all its fields, as examples declare them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public static final class PlayerEvent {
        public String id;
        public String player;
        public long time;
        public double score;
        public boolean won;
        public int level;
        public String country;
        public Device device;
        public String note;
    }

    /** A part of an event. */
    public static final class Device {
        public String os;
        public String model;
    }

    /** The sums of a player. */
    public static final class Result {
        public String player;
        public long events;
        public double score;
    }

    private static final class Parse extends RichMapFunction<byte[], PlayerEvent> {
        private static final long serialVersionUID = 1L;
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public PlayerEvent map(byte[] message) throws Exception {
            return JSON.readValue(message, PlayerEvent.class);
        }
    }

    private static final class Total implements AggregateFunction<PlayerEvent, Result, Result> {
        private static final long serialVersionUID = 1L;

        @Override
        public Result createAccumulator() {
            return new Result();
        }

        @Override
        public Result add(PlayerEvent event, Result result) {
            result.events++;
            result.score += event.score;
            return result;
        }

        @Override
        public Result getResult(Result result) {
            return result;
        }

        @Override
        public Result merge(Result a, Result b) {
            a.events += b.events;
            a.score += b.score;
            return a;
        }
    }

    private static final class Named extends ProcessWindowFunction<Result, Result, String, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(
                String player,
                ProcessWindowFunction<Result, Result, String, TimeWindow>.Context context,
                Iterable<Result> results,
                Collector<Result> out) {
            Result result = results.iterator().next();
            result.player = player;
            out.collect(result);
        }
    }

    private static final class Top extends ProcessAllWindowFunction<Result, String, TimeWindow> {
        private static final long serialVersionUID = 1L;

        private final int ranks;

        Top(int ranks) {
            this.ranks = ranks;
        }

        @Override
        public void process(
                ProcessAllWindowFunction<Result, String, TimeWindow>.Context context,
                Iterable<Result> results,
                Collector<String> out) {
            List<Result> all = new ArrayList<>();
            results.forEach(all::add);
            all.sort(Comparator.comparingDouble((Result result) -> -result.score)
                    .thenComparing(result -> result.player));
            for (int i = 0; i < Math.min(ranks, all.size()); i++) {
                Result result = all.get(i);
                out.collect(context.window().getStart() + " " + (i + 1) + " " + result.player + " " + result.events
                        + " " + Math.round(result.score * 100));
            }
        }
    }
}
