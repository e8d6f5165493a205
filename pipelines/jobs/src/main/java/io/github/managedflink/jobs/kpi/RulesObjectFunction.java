package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an object in S3 with each tick, and passes its content when it has changed, and after each start: what was
 * refused before may be taken by another deployment, and what is in force already changes nothing. An object that is
 * not there is no document; one that cannot be read is counted, and tried again with the next tick.
 */
final class RulesObjectFunction extends ProcessFunction<Long, PipelineEvent> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RulesObjectFunction.class);
    /** Far more than all rules that there may be. */
    private static final int MAX_BYTES = 1 << 20;

    private final Path object;

    private transient MessageParser parser;
    private transient Counter refusals;
    /** The document that was passed last since the start; null if none was. */
    private transient byte[] last;

    RulesObjectFunction(Path object) {
        this.object = object;
    }

    @Override
    public void open(OpenContext openContext) {
        parser = new MessageParser(InputFormat.json(), EventTime.arrival());
        refusals = getRuntimeContext()
                .getMetricGroup()
                .addGroup(PipelineCounters.METRIC_GROUP)
                .counter(PipelineCounters.metricName(PipelineCounters.REFUSED_RULES));
    }

    @Override
    public void processElement(Long tick, Context context, Collector<PipelineEvent> out) {
        byte[] document;
        try {
            document = read();
        } catch (FileNotFoundException e) {
            return;
        } catch (IOException e) {
            LOG.warn("The rules in {} cannot be read, and those before stay", object, e);
            refusals.inc();
            return;
        }
        if (!Arrays.equals(document, last)) {
            last = document;
            long now = context.timerService().currentProcessingTime();
            out.collect(parser.parse(new Message(document, object.toString(), "", now)));
        }
    }

    private byte[] read() throws IOException {
        try (FSDataInputStream in = object.getFileSystem().open(object)) {
            byte[] document = in.readNBytes(MAX_BYTES + 1);
            if (document.length > MAX_BYTES) {
                throw new IOException("it has more than " + MAX_BYTES + " bytes");
            }
            return document;
        }
    }
}
