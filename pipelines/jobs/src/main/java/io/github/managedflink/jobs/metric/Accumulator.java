package io.github.managedflink.jobs.metric;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a group of events comes to in one respect. The order and the grouping of events never show in it. */
abstract class Accumulator {
    /** Takes an event's value. */
    abstract void add(Input input);

    /** Takes what another one of the same slot holds, which stays as it is. */
    abstract void add(Accumulator other);

    /** About how many bytes of memory it takes. */
    abstract int weight();

    abstract void write(DataOutputView out) throws IOException;

    /** Reads what was written; this one is new. */
    abstract void read(DataInputView in) throws IOException;

    /** The same of the first layout of state, where it was another one. */
    void readFirstLayout(DataInputView in) throws IOException {
        read(in);
    }

    /** An event's value in the forms that accumulators take. */
    interface Input {
        /** The field's number. */
        default NumericInput number() {
            throw new IllegalStateException("no number was asked for");
        }

        /** The hash of the field's value. */
        default long hash() {
            throw new IllegalStateException("no value was asked for");
        }

        /** When the event happened, in milliseconds since the epoch. */
        default long time() {
            throw new IllegalStateException("no time was asked for");
        }
    }

    /** How many events. */
    static final class Count extends Accumulator {
        private long count;

        long count() {
            return count;
        }

        @Override
        void add(Input input) {
            count++;
        }

        @Override
        void add(Accumulator other) {
            count += ((Count) other).count;
        }

        @Override
        int weight() {
            return 16;
        }

        @Override
        void write(DataOutputView out) throws IOException {
            Varint.write(count, out);
        }

        @Override
        void read(DataInputView in) throws IOException {
            count = Varint.read(in);
        }
    }

    /** The sum of numbers and how many there are. */
    static final class Sum extends Accumulator {
        private final ExactSum sum = new ExactSum();
        private long count;

        /** Null of nothing. */
        Double sum() {
            return count == 0 ? null : (Double) sum.nearest();
        }

        /** The mean; null of nothing. */
        Double average() {
            return count == 0 ? null : (Double) sum.dividedBy(count);
        }

        @Override
        void add(Input input) {
            sum.add(input.number());
            count++;
        }

        @Override
        void add(Accumulator other) {
            sum.add(((Sum) other).sum);
            count += ((Sum) other).count;
        }

        @Override
        int weight() {
            return 64;
        }

        @Override
        void write(DataOutputView out) throws IOException {
            Varint.write(count, out);
            sum.write(out);
        }

        @Override
        void read(DataInputView in) throws IOException {
            count = Varint.read(in);
            sum.read(in);
        }
    }

    /** The least and the greatest number. */
    static final class Extremes extends Accumulator {
        private final Extreme least = new Extreme(false);
        private final Extreme greatest = new Extreme(true);
        private boolean isEmpty = true;

        /** Null of nothing. */
        Number least() {
            return isEmpty ? null : least.number();
        }

        /** Null of nothing. */
        Number greatest() {
            return isEmpty ? null : greatest.number();
        }

        @Override
        void add(Input input) {
            NumericInput number = input.number();
            if (isEmpty) {
                least.set(number);
                greatest.set(number);
                isEmpty = false;
            } else {
                least.add(number);
                greatest.add(number);
            }
        }

        @Override
        void add(Accumulator other) {
            Extremes that = (Extremes) other;
            if (that.isEmpty) {
                return;
            }
            if (isEmpty) {
                least.set(that.least);
                greatest.set(that.greatest);
                isEmpty = false;
            } else {
                least.add(that.least);
                greatest.add(that.greatest);
            }
        }

        @Override
        int weight() {
            return 96;
        }

        @Override
        void write(DataOutputView out) throws IOException {
            out.writeBoolean(isEmpty);
            if (!isEmpty) {
                least.write(out);
                greatest.write(out);
            }
        }

        @Override
        void read(DataInputView in) throws IOException {
            isEmpty = in.readBoolean();
            if (!isEmpty) {
                least.read(in);
                greatest.read(in);
            }
        }

        @Override
        void readFirstLayout(DataInputView in) throws IOException {
            double first = in.readDouble();
            double second = in.readDouble();
            isEmpty = first > second;
            if (!isEmpty) {
                least.readDouble(first);
                greatest.readDouble(second);
            }
        }
    }

    /** The distribution of numbers. */
    static final class Quantiles extends Accumulator {
        private final QuantileSketch sketch;

        Quantiles(double accuracy) {
            sketch = new QuantileSketch(accuracy);
        }

        QuantileSketch sketch() {
            return sketch;
        }

        @Override
        void add(Input input) {
            sketch.add(input.number().nearest());
        }

        @Override
        void add(Accumulator other) {
            sketch.add(((Quantiles) other).sketch);
        }

        @Override
        int weight() {
            return sketch.weight();
        }

        @Override
        void write(DataOutputView out) throws IOException {
            sketch.write(out);
        }

        @Override
        void read(DataInputView in) throws IOException {
            sketch.read(in);
        }
    }

    /** The different values. */
    static final class Distinct extends Accumulator {
        private final DistinctSketch sketch;

        Distinct(int precision) {
            sketch = new DistinctSketch(precision);
        }

        long estimate() {
            return sketch.estimate();
        }

        @Override
        void add(Input input) {
            sketch.add(input.hash());
        }

        @Override
        void add(Accumulator other) {
            sketch.add(((Distinct) other).sketch);
        }

        @Override
        int weight() {
            return sketch.weight();
        }

        @Override
        void write(DataOutputView out) throws IOException {
            sketch.write(out);
        }

        @Override
        void read(DataInputView in) throws IOException {
            sketch.read(in);
        }
    }

    /** When the first and the last event happened. */
    static final class Times extends Accumulator {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        long first() {
            return first;
        }

        long last() {
            return last;
        }

        @Override
        void add(Input input) {
            add(input.time(), input.time());
        }

        @Override
        void add(Accumulator other) {
            add(((Times) other).first, ((Times) other).last);
        }

        private void add(long otherFirst, long otherLast) {
            first = Math.min(first, otherFirst);
            last = Math.max(last, otherLast);
        }

        @Override
        int weight() {
            return 32;
        }

        @Override
        void write(DataOutputView out) throws IOException {
            out.writeLong(first);
            out.writeLong(last);
        }

        @Override
        void read(DataInputView in) throws IOException {
            first = in.readLong();
            last = in.readLong();
        }
    }
}
