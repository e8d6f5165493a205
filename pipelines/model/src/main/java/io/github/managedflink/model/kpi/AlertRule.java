package io.github.managedflink.model.kpi;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * When a KPI of a group is in which {@link AlertState}. Each change of state, and nothing else but {@link #remindEvery
 * reminders}, is told, with an id that is the same whenever the same events are read: all times are event times, and
 * neither the order in which events of a window arrive nor a restart makes a difference.
 *
 * <p><b>Windows.</b> A rule looks at the windows of a group as they close, the empty ones included: there, rates,
 * counts and sums are 0, and other KPIs have no value. A window in which the KPI has no value or fewer events than
 * {@link #minimumSample} has no verdict. Of those with a verdict the last n are remembered, and a level is active if at
 * least m of them breach its threshold (with fewer than n so far, m suffice as well). The state is the highest active
 * level. While the state is at a level or above it, windows are held against {@link Threshold#clearAt the clear
 * threshold} instead. A change has the time of the window's end.
 *
 * <p><b>No data.</b> If no event comes within {@link #noDataAfter} after one, the state is {@link AlertState#NO_DATA}
 * at the end of that time, which comes before a window that ends then; the remembered windows are forgotten. The first
 * window that ends after data has come again ends that state, even if it has no verdict. When nothing at all arrives,
 * the clock goes on from where event time stands, and what event time would then raise goes out. Events that had been
 * on their way still count: what they change goes out as well, and what does not hold because of them is
 * {@linkplain AlertReason#CORRECTED corrected}.
 *
 * <p><b>The end of alerts.</b> If a rule is removed or a group {@linkplain AlertReason#GROUP_FORGOTTEN forgotten}, an
 * open alert is closed, muted or not.
 */
public final class AlertRule extends SpecValue {
    /** How many windows may be remembered. */
    public static final int MAX_WINDOWS = 100;
    /** How many mute schedules a rule may have. */
    public static final int MAX_MUTE_SCHEDULES = 20;

    private final String kpi;
    private final Threshold warning;
    private final Threshold critical;
    private final Integer breached;
    private final Integer windows;
    private final Long minimumSample;
    private final Duration noDataAfter;
    private final List<MuteSchedule> muted;
    private final FlapDamping flapDamping;
    private final Duration remindEvery;
    private final String runbook;
    private final String description;

    private AlertRule(Draft draft) {
        this.kpi = draft.kpi;
        this.warning = draft.warning;
        this.critical = draft.critical;
        this.breached = draft.breached;
        this.windows = draft.windows;
        this.minimumSample = draft.minimumSample;
        this.noDataAfter = draft.noDataAfter;
        this.muted = Collections.unmodifiableList(new ArrayList<>(draft.muted));
        this.flapDamping = draft.flapDamping;
        this.remindEvery = draft.remindEvery;
        this.runbook = draft.runbook;
        this.description = draft.description;
    }

    /** Returns a rule on a KPI, which is still to be given a threshold or {@link #noDataAfter}. */
    public static AlertRule on(String kpi) {
        Draft draft = new Draft();
        draft.kpi = kpi;
        return new AlertRule(draft);
    }

    /** Returns the same with a threshold for {@link AlertState#WARNING}. Default: no such level. */
    public AlertRule warning(Threshold threshold) {
        Draft draft = new Draft(this);
        draft.warning = threshold;
        return new AlertRule(draft);
    }

    /**
     * Returns the same with a threshold for {@link AlertState#CRITICAL}; with both levels, what breaches this one
     * breaches the warning's too. Default: no such level.
     */
    public AlertRule critical(Threshold threshold) {
        Draft draft = new Draft(this);
        draft.critical = threshold;
        return new AlertRule(draft);
    }

    /**
     * Returns the same, but {@code m} of the last {@code n} windows must breach a threshold. Default: 1 of 1.
     *
     * @param m 1 to {@code n}
     * @param n up to {@value #MAX_WINDOWS}
     */
    public AlertRule forWindows(int m, int n) {
        Draft draft = new Draft(this);
        draft.breached = m;
        draft.windows = n;
        return new AlertRule(draft);
    }

    /**
     * Returns the same, but windows whose KPI is made of fewer events have no verdict; for a ratio it is the events
     * that it is a part of that count. Default: 0, all windows in which the KPI has a value.
     */
    public AlertRule minimumSample(long events) {
        Draft draft = new Draft(this);
        draft.minimumSample = events;
        return new AlertRule(draft);
    }

    /**
     * Returns the same, but the state is {@link AlertState#NO_DATA} once a group has had no event for so long. It is
     * not shorter than from the start of a window to that of the next (26 hours for calendar days, the longest there
     * are), and shorter than the time after which a group is forgotten. Default: silence does not change the state.
     */
    public AlertRule noDataAfter(Duration silence) {
        Draft draft = new Draft(this);
        draft.noDataAfter = silence;
        return new AlertRule(draft);
    }

    /**
     * Returns the same with times, up to {@value #MAX_MUTE_SCHEDULES} with those added before, in which the state does
     * not change and there are no reminders. Default: none.
     */
    public AlertRule muted(MuteSchedule... schedules) {
        Draft draft = new Draft(this);
        draft.muted.addAll(Arrays.asList(Arguments.given("schedules", schedules)));
        return new AlertRule(draft);
    }

    /** Returns the same, but all-clears wait while the state flaps. Default: they do not. */
    public AlertRule flapDamping(FlapDamping damping) {
        Draft draft = new Draft(this);
        draft.flapDamping = damping;
        return new AlertRule(draft);
    }

    /**
     * Returns the same, but while the state is not {@link AlertState#OK} it is told again every so often, in event
     * time: 1 minute to 365 days. Default: only changes are told.
     */
    public AlertRule remindEvery(Duration interval) {
        Draft draft = new Draft(this);
        draft.remindEvery = interval;
        return new AlertRule(draft);
    }

    /** Returns the same with a link to what is to be done, by http or https; alerts carry it. Default: none. */
    public AlertRule runbook(String url) {
        Draft draft = new Draft(this);
        draft.runbook = url;
        return new AlertRule(draft);
    }

    /** Returns the same with words for whoever is alerted, up to 1,000 characters; alerts carry them. Default: none. */
    public AlertRule description(String text) {
        Draft draft = new Draft(this);
        draft.description = text;
        return new AlertRule(draft);
    }

    static AlertRule read(SettingsReader settings) {
        Draft draft = new Draft();
        draft.kpi = settings.text("kpi");
        draft.warning = Threshold.read(settings, "warning");
        draft.critical = Threshold.read(settings, "critical");
        if (settings.has("windows")) {
            draft.breached = settings.integer("windows.breached");
            draft.windows = settings.integer("windows.of");
        }
        if (settings.has("minimum-sample")) {
            draft.minimumSample = settings.number("minimum-sample");
        }
        draft.noDataAfter = settings.duration("no-data-after");
        SettingsReader schedules = settings.at("mute");
        for (int number = 1; schedules.has(String.valueOf(number)); number++) {
            draft.muted.add(MuteSchedule.read(schedules.at(String.valueOf(number))));
        }
        draft.flapDamping = FlapDamping.read(settings, "flap-damping");
        draft.remindEvery = settings.duration("remind-every");
        draft.runbook = settings.text("runbook");
        draft.description = settings.text("description");
        return new AlertRule(draft);
    }

    /** Returns the name of the KPI. */
    public String kpi() {
        return kpi;
    }

    /** Returns the threshold of {@link AlertState#WARNING}; null if there is no such level. */
    public Threshold warning() {
        return warning;
    }

    /** Returns the threshold of {@link AlertState#CRITICAL}; null if there is no such level. */
    public Threshold critical() {
        return critical;
    }

    /** Returns how many of the {@link #windows last windows} must breach a threshold. */
    public int breachedWindows() {
        return breached;
    }

    /** Returns how many windows are remembered. */
    public int windows() {
        return windows;
    }

    /** Returns how many events a window needs for a verdict. */
    public long minimumSample() {
        return minimumSample;
    }

    /** Returns after how long without an event there is no data; null if silence does not change the state. */
    public Duration noDataAfter() {
        return noDataAfter;
    }

    /** Returns when the state does not change. */
    public List<MuteSchedule> muted() {
        return muted;
    }

    /** Returns when all-clears wait; null if they never do. */
    public FlapDamping flapDamping() {
        return flapDamping;
    }

    /** Returns how often an open alert is told again; null if it is not. */
    public Duration remindEvery() {
        return remindEvery;
    }

    /** Returns where it says what is to be done; null if nothing does. */
    public String runbook() {
        return runbook;
    }

    /** Words for whoever is alerted; null if there are none. */
    public String description() {
        return description;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("kpi", kpi)
                .put("warning", warning)
                .put("critical", critical)
                .put("windows.breached", breached)
                .put("windows.of", windows)
                .put("minimum-sample", minimumSample)
                .put("no-data-after", noDataAfter);
        int number = 0;
        for (MuteSchedule schedule : muted) {
            settings.put("mute." + ++number, schedule);
        }
        settings.put("flap-damping", flapDamping)
                .put("remind-every", remindEvery)
                .put("runbook", runbook)
                .put("description", description);
    }

    @Override
    public void check(Violations violations) {
        new AlertRuleCheck(this, violations).check(breached, windows, minimumSample);
    }

    void check(Violations violations, Set<String> kpis, Duration slide, Duration groupTtl) {
        check(violations);
        new AlertRuleCheck(this, violations).checkWithin(kpis, slide, groupTtl);
    }

    /** A rule while it is put together: a rule of another has one part that differs. */
    private static final class Draft {
        private String kpi;
        private Threshold warning;
        private Threshold critical;
        private Integer breached = 1;
        private Integer windows = 1;
        private Long minimumSample = 0L;
        private Duration noDataAfter;
        private final List<MuteSchedule> muted = new ArrayList<>();
        private FlapDamping flapDamping;
        private Duration remindEvery;
        private String runbook;
        private String description;

        Draft() {}

        Draft(AlertRule rule) {
            kpi = rule.kpi;
            warning = rule.warning;
            critical = rule.critical;
            breached = rule.breached;
            windows = rule.windows;
            minimumSample = rule.minimumSample;
            noDataAfter = rule.noDataAfter;
            muted.addAll(rule.muted);
            flapDamping = rule.flapDamping;
            remindEvery = rule.remindEvery;
            runbook = rule.runbook;
            description = rule.description;
        }
    }
}
