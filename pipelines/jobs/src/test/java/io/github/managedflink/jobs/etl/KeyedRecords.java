package io.github.managedflink.jobs.etl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.RichParallelSourceFunction;

/** Records of few keys in shards, some of them more than once; all of one key are in one shard. */
final class KeyedRecords {
    private static final int KEYS = 20;
    private static final int ITEMS = 3;

    /** A record, whose value says which of a key is the newer. */
    private record Keyed(String key, int value) {
        String json() {
            StringBuilder items = new StringBuilder();
            for (int item = 0; item < ITEMS; item++) {
                items.append(item == 0 ? "" : ",").append(item);
            }
            return "{\"id\":\"" + key + "/" + value + "\",\"key\":\"" + key + "\",\"value\":" + value + ",\"items\":["
                    + items + "]}";
        }
    }

    private final List<List<Keyed>> shards = new ArrayList<>();

    KeyedRecords(long seed, int shards, int records) {
        Random random = new Random(seed);
        for (int shard = 0; shard < shards; shard++) {
            List<Keyed> all = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                boolean again = i > 0 && random.nextInt(4) == 0;
                all.add(
                        again
                                ? all.get(random.nextInt(i))
                                : new Keyed("shard-" + shard + "-key-" + random.nextInt(KEYS), i));
            }
            this.shards.add(all);
        }
    }

    /** What a table holds in the end, computed one record after the other. */
    Map<String, String> lastOfEachKey(boolean explodes, boolean filters) {
        Map<String, String> last = new TreeMap<>();
        for (List<Keyed> shard : shards) {
            Set<Keyed> seen = new HashSet<>();
            for (Keyed record : shard) {
                if (seen.add(record) && !(filters && record.value % 5 == 0)) {
                    last.put(record.key, record.value + (explodes ? ":" + (ITEMS - 1) : ""));
                }
            }
        }
        return last;
    }

    @SuppressWarnings("deprecation") // The kind of source that the Kinesis consumer is.
    DataStream<PipelineEvent> attachTo(StreamExecutionEnvironment environment) {
        String[][] messages = shards.stream()
                .map(shard -> shard.stream().map(Keyed::json).toArray(String[]::new))
                .toArray(String[][]::new);
        return environment
                .addSource(new Shards(messages), PipelineEventTypeInfo.INSTANCE)
                .uid("source");
    }

    /** Each subtask reads its shards, one message of each in turn. */
    @SuppressWarnings("deprecation") // The kind of source that the Kinesis consumer is.
    private static final class Shards extends RichParallelSourceFunction<PipelineEvent> {
        private static final long serialVersionUID = 1L;

        private final String[][] messages;

        Shards(String[][] messages) {
            this.messages = messages;
        }

        @Override
        public void run(SourceContext<PipelineEvent> out) {
            MessageParser parser = new MessageParser(InputFormat.json(), EventTime.arrival());
            int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            for (int i = 0; i < messages[0].length; i++) {
                for (int shard = subtask; shard < messages.length; shard += subtasks) {
                    byte[] payload = messages[shard][i].getBytes(UTF_8);
                    synchronized (out.getCheckpointLock()) {
                        out.collect(parser.parse(new Message(payload, "shard-" + shard, String.valueOf(i), 0)));
                    }
                }
            }
        }

        @Override
        public void cancel() {}
    }
}
