package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.RankOrder;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a leaderboard comes to, by keeping all events and looking at each again: the groups are {@code k} and
 * {@code in.region}, the conditions are on {@code good}.
 */
final class Reference {
    /** A member in a window. */
    record Member(String key, String region, long start, long end, List<Event> events) {
        String text() {
            return key + "|" + region;
        }
    }

    private final MetricsLeaderboardSpec spec;
    private final List<Event> counted = new ArrayList<>();
    private final List<Event> late = new ArrayList<>();

    /** @param events in their order within each shard */
    Reference(MetricsLeaderboardSpec spec, List<Event> events) {
        this.spec = spec;
        Map<String, Long> newest = new HashMap<>();
        for (Event event : events) {
            long reached = newest.getOrDefault(event.shard(), Long.MIN_VALUE / 2)
                    - spec.eventTime().maxOutOfOrderness().toMillis()
                    - 1;
            long lateness = spec.window().allowedLateness().toMillis();
            long lateFrom = lateness + (spec.window().gap() != null ? event.time() : lastEnd(event.time()) - 1);
            (lateFrom <= reached ? late : counted).add(event);
            newest.merge(event.shard(), event.time(), Math::max);
        }
    }

    List<Event> late() {
        return late;
    }

    int counted() {
        return counted.size();
    }

    private long lastEnd(long time) {
        Window window = spec.window();
        return switch (window.kind()) {
            case TUMBLING ->
                Math.floorDiv(time, window.size().toMillis()) * window.size().toMillis()
                        + window.size().toMillis();
            case SLIDING ->
                Math.floorDiv(time, window.slide().toMillis()) * window.slide().toMillis()
                        + window.size().toMillis();
            case SESSION -> time + window.gap().toMillis();
            case CALENDAR_DAY -> dayStart(day(time).plusDays(1));
        };
    }

    private LocalDate day(long time) {
        return Instant.ofEpochMilli(time).atZone(spec.window().zone()).toLocalDate();
    }

    private long dayStart(LocalDate day) {
        return day.atStartOfDay(spec.window().zone()).toInstant().toEpochMilli();
    }

    /** All members of all windows. */
    List<Member> members() {
        Map<List<Object>, Member> members = new HashMap<>();
        Window window = spec.window();
        for (Event event : counted) {
            long last = lastEnd(event.time());
            switch (window.kind()) {
                case TUMBLING -> add(members, event, last - window.size().toMillis(), last);
                case CALENDAR_DAY -> add(members, event, dayStart(day(event.time())), last);
                case SLIDING -> {
                    for (long end = last;
                            end > event.time();
                            end -= window.slide().toMillis()) {
                        add(members, event, end - window.size().toMillis(), end);
                    }
                }
                case SESSION -> add(members, event, 0, 0);
            }
        }
        if (window.kind() != Window.Kind.SESSION) {
            return List.copyOf(members.values());
        }
        List<Member> sessions = new ArrayList<>();
        members.values().forEach(member -> sessions.addAll(sessions(member)));
        return sessions;
    }

    private static void add(Map<List<Object>, Member> members, Event event, long start, long end) {
        members.computeIfAbsent(
                        List.of(event.key(), event.region(), start),
                        key -> new Member(event.key(), event.region(), start, end, new ArrayList<>()))
                .events()
                .add(event);
    }

    private List<Member> sessions(Member member) {
        long gap = spec.window().gap().toMillis();
        List<Event> sorted = new ArrayList<>(member.events());
        sorted.sort(Comparator.comparingLong(Event::time));
        List<Member> sessions = new ArrayList<>();
        List<Event> session = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            session.add(sorted.get(i));
            if (i + 1 == sorted.size()
                    || sorted.get(i + 1).time() - sorted.get(i).time() >= gap) {
                long end = sorted.get(i).time() + gap;
                sessions.add(
                        new Member(member.key(), member.region(), session.get(0).time(), end, session));
                session = new ArrayList<>();
            }
        }
        return sessions;
    }

    /** The members of each board, best first, as many as there are ranks; by the board's partition and window. */
    Map<String, List<Member>> boards() {
        String metric = spec.ranking().metric();
        boolean byRegion = !spec.ranking().partition().isEmpty();
        Map<String, List<Member>> boards = new TreeMap<>();
        for (Member member : members()) {
            if (value(metric, member) != null) {
                boards.computeIfAbsent(
                                (byRegion ? member.region() + "|" : "") + Instant.ofEpochMilli(member.start()),
                                key -> new ArrayList<>())
                        .add(member);
            }
        }
        Comparator<Member> byValue = Comparator.comparing(member -> ((Number) value(metric, member)).doubleValue());
        if (spec.ranking().order() == RankOrder.DESCENDING) {
            byValue = byValue.reversed();
        }
        Comparator<Member> order = byValue.thenComparing(Member::text);
        boards.replaceAll((key, members) ->
                members.stream().sorted(order).limit(spec.ranking().size()).toList());
        return boards;
    }

    /** How many events a board's window has. */
    long events(Member member) {
        if (spec.ranking() == null) {
            return member.events().size();
        }
        boolean byRegion = !spec.ranking().partition().isEmpty();
        return members().stream()
                .filter(other -> other.start() == member.start()
                        && (!byRegion || other.region().equals(member.region())))
                .mapToLong(other -> other.events().size())
                .sum();
    }

    /** The exact value of a metric. */
    Object value(String name, Member member) {
        Metric metric = spec.metrics().get(name);
        List<Event> events = member.events().stream()
                .filter(event -> metric.condition() == null || event.good())
                .toList();
        if (metric.kind() == Metric.Kind.COUNT) {
            return (long) events.size();
        }
        if (metric.kind() == Metric.Kind.COUNT_DISTINCT) {
            return events.stream().map(Event::user).distinct().count();
        }
        List<BigDecimal> values = events.stream()
                .map(Event::value)
                .filter(value -> value != null)
                .sorted()
                .toList();
        if (values.isEmpty()) {
            return null;
        }
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (metric.kind()) {
            case SUM -> sum.doubleValue();
            case AVG ->
                sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128)
                        .doubleValue();
            case MIN -> values.get(0).doubleValue() + 0.0;
            case MAX -> values.get(values.size() - 1).doubleValue() + 0.0;
            default -> {
                int rank = (int) Math.ceil(metric.percentile() * values.size() / 100);
                yield values.get(rank - 1).doubleValue();
            }
        };
    }
}
