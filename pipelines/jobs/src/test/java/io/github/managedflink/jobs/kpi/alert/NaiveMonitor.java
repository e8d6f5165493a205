package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertState;
import io.github.managedflink.model.kpi.MuteSchedule;
import io.github.managedflink.model.kpi.Threshold;
import java.util.ArrayList;
import java.util.List;

/** The semantics of rules once more, in the plainest way: it looks at each millisecond, and each time at all events. */
final class NaiveMonitor {
    private static final long NEVER = Long.MIN_VALUE;

    private final Scenario scenario;
    private final AlertRule rule;
    private final List<Told> told = new ArrayList<>();

    private boolean isKnown;
    private long born;
    private AlertState state;
    private AlertState previous;
    private AlertReason reason;
    private long since;
    private long silentSince;
    private long version;
    private List<Long> transitions;
    private List<WindowValue> verdicts;

    NaiveMonitor(Scenario scenario) {
        this.scenario = scenario;
        this.rule = scenario.rule();
    }

    List<Told> run() {
        for (long now = 0; now <= scenario.horizon(); now++) {
            if (!isKnown && newestUntil(now) == now) {
                beBorn(now);
            }
            if (isKnown) {
                checkSilence(now);
                if (now % scenario.slide() == 0 && now > born) {
                    checkWindow(now);
                }
                if (newestUntil(now) + scenario.groupTtl() == now) {
                    forget(now);
                } else {
                    checkReminder(now);
                }
            }
        }
        return told;
    }

    private void beBorn(long now) {
        isKnown = true;
        born = now;
        state = AlertState.OK;
        previous = AlertState.OK;
        since = NEVER;
        version = NEVER;
        transitions = new ArrayList<>();
        verdicts = new ArrayList<>();
    }

    private long newestUntil(long time) {
        return scenario.events().stream()
                .mapToLong(Scenario.Event::time)
                .filter(event -> event <= time)
                .max()
                .orElse(NEVER);
    }

    private boolean isMuted(long time) {
        for (MuteSchedule mute : rule.muted()) {
            if (time >= mute.fromInstant().toEpochMilli()
                    && time < mute.toInstant().toEpochMilli()) {
                return true;
            }
        }
        return false;
    }

    private void checkSilence(long now) {
        if (rule.noDataAfter() == null) {
            return;
        }
        long last = newestUntil(now);
        long due = last + rule.noDataAfter().toMillis();
        while (isMuted(due)) {
            due++;
        }
        if (due == now) {
            if (state != AlertState.NO_DATA) {
                moveTo(AlertState.NO_DATA, AlertReason.NO_DATA, now, null, null, List.of());
            }
            silentSince = last;
            verdicts.clear();
        }
    }

    private void checkReminder(long now) {
        if (rule.remindEvery() == null || state == AlertState.OK || now == since || isMuted(now)) {
            return;
        }
        if ((now - since) % rule.remindEvery().toMillis() == 0) {
            Threshold level = state == AlertState.CRITICAL ? rule.critical() : rule.warning();
            boolean isLevel = state != AlertState.NO_DATA;
            version = Math.max(now, version + 1);
            told.add(new Told(
                    Alert.Kind.REMINDER,
                    now,
                    previous,
                    state,
                    reason,
                    now - since,
                    remembered().isEmpty()
                            ? null
                            : remembered().get(remembered().size() - 1),
                    isLevel ? level.value() : null,
                    isLevel ? breaching(level, true) : List.of(),
                    version));
        }
    }

    private void checkWindow(long end) {
        if (state == AlertState.NO_DATA && newestUntil(end - 1) <= silentSince) {
            return;
        }
        List<Scenario.Event> events = scenario.eventsIn(end - scenario.size(), end);
        double value = rule.kpi().equals("count")
                ? events.size()
                : events.stream().mapToDouble(Scenario.Event::value).average().orElse(Double.NaN);
        WindowValue window = new WindowValue(end - scenario.size(), end, value, events.size());
        if (!Double.isNaN(value) && events.size() >= rule.minimumSample()) {
            verdicts.add(window);
        }
        AlertState next = stateByHistory();
        boolean isAllClear = next == AlertState.OK || state == AlertState.CRITICAL;
        if (next == state || isMuted(end) || (isAllClear && isFlapping(end))) {
            return;
        }
        if (next == AlertState.OK && state == AlertState.NO_DATA) {
            moveTo(next, AlertReason.DATA_RESUMED, end, window, null, List.of());
        } else if (isAllClear) {
            Threshold left = next == AlertState.WARNING || rule.warning() == null ? rule.critical() : rule.warning();
            List<WindowValue> good = new ArrayList<>(remembered());
            good.removeAll(breaching(left, true));
            moveTo(next, AlertReason.THRESHOLD, end, window, left.clear(), good);
        } else {
            Threshold level = next == AlertState.CRITICAL ? rule.critical() : rule.warning();
            moveTo(next, AlertReason.THRESHOLD, end, window, level.value(), breaching(level, false));
        }
    }

    private List<WindowValue> remembered() {
        return verdicts.subList(Math.max(0, verdicts.size() - rule.windows()), verdicts.size());
    }

    private List<WindowValue> breaching(Threshold threshold, boolean isReached) {
        double limit = isReached ? threshold.clear() : threshold.value();
        return remembered().stream()
                .filter(window -> threshold.comparator().isLower() ? window.value() < limit : window.value() > limit)
                .toList();
    }

    private AlertState stateByHistory() {
        boolean atCritical = state == AlertState.CRITICAL;
        boolean atWarning = atCritical || state == AlertState.WARNING;
        int needed = rule.breachedWindows();
        if (rule.critical() != null && breaching(rule.critical(), atCritical).size() >= needed) {
            return AlertState.CRITICAL;
        }
        if (rule.warning() != null && breaching(rule.warning(), atWarning).size() >= needed) {
            return AlertState.WARNING;
        }
        return AlertState.OK;
    }

    private boolean isFlapping(long now) {
        return rule.flapDamping() != null
                && transitions.stream()
                                .filter(time ->
                                        time > now - rule.flapDamping().period().toMillis())
                                .count()
                        >= rule.flapDamping().transitions();
    }

    private void forget(long now) {
        if (state != AlertState.OK) {
            moveTo(AlertState.OK, AlertReason.GROUP_FORGOTTEN, now, null, null, List.of());
        }
        isKnown = false;
    }

    private void moveTo(
            AlertState next,
            AlertReason why,
            long now,
            WindowValue window,
            Double threshold,
            List<WindowValue> causes) {
        Long lasted = since == NEVER ? null : now - since;
        previous = state;
        state = next;
        reason = why;
        since = now;
        version = Math.max(now, version + 1);
        transitions.add(now);
        told.add(new Told(
                Alert.Kind.TRANSITION,
                now,
                previous,
                next,
                why,
                lasted,
                window,
                threshold,
                List.copyOf(causes),
                version));
    }
}
