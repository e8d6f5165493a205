package io.github.managedflink.jobs.benchmark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** JSON events of 250 bytes in memory. For one thread. */
final class BenchmarkEvents implements Serializable {
    static final int BYTES = 250;

    private static final long serialVersionUID = 1L;
    private static final long START = 1_700_000_000_000L;
    private static final int DIFFERENT = 1 << 17;
    /**
     * How many events there are if nobody says less: half of them for each of two subtasks, whose times begin together.
     */
    static final long MANY = 1L << 40;

    private static final String TIME = "\"time\":";
    private static final int DIGITS = 13;

    private final int perMillisecond;
    private final int keys;
    private final boolean isHot;
    private transient byte[][] events;
    private transient int timeAt;

    /**
     * @param perMillisecond how many events there are until the next millisecond of event time
     * @param isHot whether 90 % of the events are of one key
     */
    BenchmarkEvents(int perMillisecond, int keys, boolean isHot) {
        this.perMillisecond = perMillisecond;
        this.keys = keys;
        this.isHot = isHot;
    }

    /** The event of a number: a new array, as a source gives. */
    byte[] event(long number) {
        if (events == null) {
            prepare();
        }
        byte[] event = events[(int) (number & (DIFFERENT - 1))].clone();
        long time = START + (number & (MANY / 2 - 1)) / perMillisecond;
        for (int i = timeAt + DIGITS - 1; i >= timeAt; i--) {
            event[i] = (byte) ('0' + time % 10);
            time /= 10;
        }
        return event;
    }

    private void prepare() {
        Random random = new Random(1);
        events = new byte[DIFFERENT][];
        for (int i = 0; i < DIFFERENT; i++) {
            int key = isHot && random.nextInt(10) < 9 ? 0 : random.nextInt(keys);
            String head = String.format(
                    Locale.ROOT,
                    "{\"id\":\"event-%08d\",\"player\":\"player-%06d\"," + TIME + "%d,\"score\":%d.%02d,\"won\":%b,"
                            + "\"level\":%d,\"country\":\"AT\",\"device\":{\"os\":\"linux\",\"model\":\"M-%03d\"},\"note\":\"",
                    i,
                    key,
                    START,
                    random.nextInt(1000),
                    random.nextInt(100),
                    random.nextBoolean(),
                    random.nextInt(80),
                    random.nextInt(1000));
            byte[] event = new byte[BYTES];
            Arrays.fill(event, (byte) 'x');
            byte[] start = head.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(start, 0, event, 0, start.length);
            event[BYTES - 2] = '"';
            event[BYTES - 1] = '}';
            events[i] = event;
            timeAt = head.indexOf(TIME) + TIME.length();
        }
    }
}
