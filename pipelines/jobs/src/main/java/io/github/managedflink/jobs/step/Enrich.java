package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.etl.EnrichStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a table that it holds in memory. The first reading must succeed, or the job cannot start; a later one that
 * fails leaves the last table in use.
 */
final class Enrich implements Transform {
    private static final Logger LOG = LoggerFactory.getLogger(Enrich.class);

    private final RecordPath field;
    private final String[] columns;
    private final boolean rejectUnmatched;
    private final LookupTable table;
    private final LongConsumer failedRefreshes;
    private final ScheduledExecutorService refresher;
    private final Future<?> refreshes;
    private volatile Map<String, Object[]> rows;

    Enrich(EnrichStep step, LongConsumer failedRefreshes) {
        this.field = RecordPath.of(step.field());
        this.columns = step.columns().stream().map(String::intern).toArray(String[]::new);
        this.rejectUnmatched = step.unmatched() == EnrichStep.Unmatched.REJECT;
        this.table = new LookupTable(step);
        this.failedRefreshes = failedRefreshes;
        try {
            this.rows = table.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.refresher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "enrich-refresh");
            thread.setDaemon(true);
            return thread;
        });
        long interval = step.refresh().toMillis();
        this.refreshes = refresher.scheduleWithFixedDelay(this::refresh, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        try {
            rows = table.read();
        } catch (IOException | RuntimeException e) {
            failedRefreshes.accept(1);
            LOG.warn("The lookup table could not be read again; the last one stays in use.", e);
        }
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        DataRecord record = event.record();
        String key = ScalarText.of(field.get(record));
        Object[] row = key == null ? null : rows.get(key);
        if (row == null && rejectUnmatched) {
            throw new RecordFault(
                    key == null
                            ? "the field " + field + " holds no key"
                            : "no row of the table has the key of the field " + field);
        }
        for (int i = 0; i < columns.length; i++) {
            record.put(columns[i], row == null ? null : DataRecord.copyOf(row[i]));
        }
        return true;
    }

    @Override
    public void close() {
        refreshes.cancel(true);
        refresher.shutdownNow();
    }
}
