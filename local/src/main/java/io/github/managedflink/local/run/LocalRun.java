package io.github.managedflink.local.run;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.feed.Feed;
import io.github.managedflink.local.feed.FeedFile;
import io.github.managedflink.local.feed.FeedKey;
import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.flink.EmbeddedFlink;
import io.github.managedflink.local.flink.RemoteFlink;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.names.GivenOnce;
import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.Quoted;
import io.github.managedflink.model.settings.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A synthesized stack that is to run on this machine: its resources in stand-ins, its applications with their own code
 * and property groups on Flink. Nothing of it needs an account or a network.
 *
 * <pre>{@code
 * LocalRunResult result = LocalRun.builder()
 *         .assembly(Path.of("cdk.out"))
 *         .stack("Orders")
 *         .feed("Orders/Source", Path.of("orders.ndjson"))
 *         .out(Path.of("target/orders"))
 *         .untilDrained()
 *         .run();
 * }</pre>
 *
 * <p>The process needs the Java option {@code --add-opens=java.base/java.util=ALL-UNNAMED} and can have one run at a
 * time. While a run is on, it connects to this machine alone, unless {@link Builder#allowNetwork} allows more, and its
 * system properties give AWS SDKs the run's credentials; all of that is as before when the run is closed.
 */
public final class LocalRun {
    final Path assembly;
    final String stack;
    final DeploymentInputs inputs;
    final Map<String, Path> code;
    final List<Feed> feeds;
    final Map<String, Double> paces;
    final Map<String, String> keys;
    final List<ObjectFile> objects;
    final Optional<Path> out;
    final OptionalInt uiPort;
    final Optional<String> cluster;
    final List<ServiceFault> serviceFaults;
    final OptionalLong killTaskManagerAfter;
    final boolean enforced;
    final boolean networkAllowed;
    final Interruption interruption;
    final Consumer<String> progress;
    final Consumer<String> status;
    private final List<String> refusals;
    private final boolean untilDrained;

    private LocalRun(Builder builder) {
        this.assembly = Arguments.given("assembly", builder.assembly);
        this.stack = Arguments.given("stack", builder.stack);
        this.inputs = new DeploymentInputs(Optional.ofNullable(builder.region), builder.parameters);
        this.code = Map.copyOf(builder.code);
        this.feeds = List.copyOf(builder.feeds);
        this.paces = Map.copyOf(builder.paces);
        this.keys = Map.copyOf(builder.keys);
        this.objects = List.copyOf(builder.objects);
        this.out = Optional.ofNullable(builder.out);
        this.uiPort = builder.uiPort;
        this.cluster = Optional.ofNullable(builder.cluster);
        this.serviceFaults = List.copyOf(builder.serviceFaults);
        this.killTaskManagerAfter = builder.killTaskManagerAfter;
        this.enforced = builder.enforced;
        this.networkAllowed = builder.networkAllowed;
        this.interruption = builder.interruption;
        this.progress = builder.progress;
        this.status = builder.status.orElse(builder.progress);
        this.refusals = List.copyOf(builder.refusals);
        this.untilDrained = builder.untilDrained;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs the stack. With {@link Builder#untilDrained} this returns when everything fed has been processed, and all
     * windows have closed, else when all jobs have ended. An {@link Interruption}, or that of the thread, ends it
     * before; the jobs are then stopped with a savepoint.
     *
     * @return how it ended, also when an application failed
     * @throws io.github.managedflink.local.result.LocalRunException if the run cannot be started as asked, or an
     *     application's main method fails
     * @throws AssemblyException if the assembly or what the run needs of it cannot be read
     */
    public LocalRunResult run() {
        try (RunningStack running = start()) {
            if (untilDrained) {
                running.awaitDrained();
            } else {
                running.awaitEnd();
            }
            boolean interrupted = Thread.interrupted();
            try {
                return end(running, interrupted);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private LocalRunResult end(RunningStack running, boolean threadInterrupted) {
        if (threadInterrupted) {
            interruption.request();
        }
        return untilDrained && !interruption.isRequested() ? running.finish() : running.stop();
    }

    /**
     * Returns what is wrong with these settings by themselves, whatever the assembly holds: what the caller
     * {@linkplain Builder#refuse refuses}, a Region that cannot be, feeds and jars that cannot be read, a pace that
     * cannot be kept, a key that is not the path of a field, a port that does not exist or is in use, a cluster that is
     * not on this machine, an output folder that cannot take the outputs. {@link #start} refuses them in the same
     * words, together with what does not fit the assembly. The output folder is created if it is not there, because
     * only that shows that it can be.
     *
     * @return one sentence for each fault, or nothing
     */
    public List<String> faults() {
        Stream<String> unreadable = feeds.stream().flatMap(feed -> FeedFile.fault(feed.file()).stream());
        Stream<String> pace = Stream.concat(
                        feeds.stream()
                                .filter(feed -> feed.recordsPerSecond().isPresent())
                                .map(feed -> Feed.paceFault(
                                        feed.stream(), feed.recordsPerSecond().getAsDouble())),
                        paces.entrySet().stream().map(each -> Feed.paceFault(each.getKey(), each.getValue())))
                .flatMap(Optional::stream);
        Stream<String> key =
                keys.entrySet().stream().flatMap(each -> FeedKey.fault(each.getKey(), each.getValue()).stream());
        Stream<String> jars = code.entrySet().stream()
                .filter(each -> !Files.isReadable(each.getValue())
                        || !each.getValue().toString().endsWith(".jar"))
                .map(each -> "The code " + each.getValue() + " for the application " + each.getKey()
                        + " is no readable file whose name ends in .jar.");
        Stream<String> port = uiPort.stream().mapToObj(EmbeddedFlink::portFault).flatMap(Optional::stream);
        Stream<String> remote = cluster.flatMap(RemoteFlink::fault).stream();
        Stream<String> folder = out.flatMap(OutputFolder::fault).stream();
        return Stream.of(refusals.stream(), inputs.faults().stream(), jars, unreadable, pace, key, port, remote, folder)
                .flatMap(each -> each)
                .toList();
    }

    /**
     * Starts the stack, waits until its applications run, and feeds it, or begins to where a feed has a pace. The
     * caller closes what it gets.
     *
     * @throws io.github.managedflink.local.result.LocalRunException if the run cannot be started as asked, or an
     *     application fails at its start
     * @throws AssemblyException if the assembly or what the run needs of it cannot be read
     */
    public RunningStack start() {
        return new StackStarter(this).start();
    }

    /** Whether it was given names of streams. */
    boolean namesStreams() {
        return !feeds.isEmpty() || !paces.isEmpty() || !keys.isEmpty();
    }

    /** An object to be put into a bucket before the applications start. */
    record ObjectFile(String bucket, String key, Path file) {}

    /** Collects the settings of a run; the assembly and the stack are required. */
    public static final class Builder {
        private Path assembly;
        private String stack;
        private String region;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final Map<String, Path> code = new LinkedHashMap<>();
        private final List<Feed> feeds = new ArrayList<>();
        private final Map<String, Double> paces = new LinkedHashMap<>();
        private final Map<String, String> keys = new LinkedHashMap<>();
        private final List<ObjectFile> objects = new ArrayList<>();
        private Path out;
        private OptionalInt uiPort = OptionalInt.empty();
        private String cluster;
        private final List<ServiceFault> serviceFaults = new ArrayList<>();
        private OptionalLong killTaskManagerAfter = OptionalLong.empty();
        private boolean enforced;
        private boolean networkAllowed;
        private final List<String> refusals = new ArrayList<>();
        private boolean untilDrained;
        private Interruption interruption = new Interruption();
        private Consumer<String> progress = line -> {};
        private Optional<Consumer<String>> status = Optional.empty();

        private Builder() {}

        /** Sets the folder that {@code cdk synth} or {@code app.synth()} wrote, usually {@code cdk.out}. */
        public Builder assembly(Path directory) {
            this.assembly = Arguments.given("directory", directory);
            return this;
        }

        /**
         * Sets the stack by its name, construct path or artifact id. Stacks that it depends on give their resources,
         * not their applications.
         */
        public Builder stack(String name) {
            this.stack = Arguments.given("name", name);
            return this;
        }

        /** Sets where stacks go that are bound to no Region, such as {@code eu-west-1}. Default: {@code us-east-1}. */
        public Builder region(String name) {
            this.region = Arguments.given("name", name);
            return this;
        }

        /**
         * Gives a parameter of the template a value, also in place of its default; to be repeated for more.
         *
         * @param name the parameter's name, for every stack of the run that has it, or {@code STACK:NAME} for one of
         *     them
         * @param value a list with commas between its elements; of a parameter that CloudFormation reads from the
         *     Parameter Store the value that it holds
         */
        public Builder parameter(String name, String value) {
            GivenOnce.put(
                            parameters,
                            Arguments.given("name", name),
                            Arguments.given("value", value),
                            "The parameter " + name,
                            Quoted::of)
                    .ifPresent(this::refuse);
            return this;
        }

        /**
         * Runs an application with a jar in place of the code that the template names.
         *
         * @param application its logical id, construct path or physical name
         */
        public Builder code(String application, Path jar) {
            GivenOnce.put(
                            code,
                            Arguments.given("application", application),
                            Arguments.given("jar", jar),
                            "The code of the application " + application,
                            Path::toString)
                    .ifPresent(this::refuse);
            return this;
        }

        /**
         * Feeds a stream from a file when its readers are there; to be repeated for more files.
         *
         * @param stream the stream's logical id, construct path, physical name or ARN
         * @param file one record per line; unpacked first if its name ends in {@code .gz}
         */
        public Builder feed(String stream, Path file) {
            feeds.add(feedOf(stream, file, OptionalDouble.empty()));
            return this;
        }

        /**
         * Feeds a stream from a file at a pace, while the run goes on; to be repeated for more files, which are fed
         * beside one another, each at its own pace. What a pause of this machine delays is made up for.
         *
         * @param stream the stream's logical id, construct path, physical name or ARN
         * @param file one record per line; unpacked first if its name ends in {@code .gz}
         * @param recordsPerSecond 0.001 to 1,000,000
         */
        public Builder feed(String stream, Path file, double recordsPerSecond) {
            feeds.add(feedOf(stream, file, OptionalDouble.of(recordsPerSecond)));
            return this;
        }

        private static Feed feedOf(String stream, Path file, OptionalDouble recordsPerSecond) {
            return new Feed(Arguments.given("stream", stream), Arguments.given("file", file), recordsPerSecond);
        }

        /**
         * Gives all feeds of a stream a pace that have none of their own. Files of one stream are fed beside one
         * another, each at this pace.
         *
         * @param stream the stream's logical id, construct path, physical name or ARN; it need not be the name that the
         *     feed gives it
         * @param recordsPerSecond 0.001 to 1,000,000, of each file
         */
        public Builder pace(String stream, double recordsPerSecond) {
            GivenOnce.put(
                            paces,
                            Arguments.given("stream", stream),
                            recordsPerSecond,
                            "The pace of the stream " + stream,
                            Feed::paceText)
                    .ifPresent(this::refuse);
            return this;
        }

        /**
         * Gives the records of all feeds of a stream a key, which decides upon their shard or partition and keeps those
         * with the same key in order: the partition key of a Kinesis record, or the key of a Kafka record. Without it,
         * records are spread over all shards or partitions.
         *
         * @param stream the stream's logical id, construct path, physical name or ARN; it need not be the name that the
         *     feed gives it
         * @param field the path of a field in the JSON object that each line is, such as {@code customer.id}. A line in
         *     which it is not a text, a number or a Boolean of 1 to 256 characters has no key; a file in which no line
         *     has one is refused
         */
        public Builder key(String stream, String field) {
            GivenOnce.put(
                            keys,
                            Arguments.given("stream", stream),
                            Arguments.given("field", field),
                            "The key of the stream " + stream,
                            UnaryOperator.identity())
                    .ifPresent(this::refuse);
            return this;
        }

        /**
         * Puts an object into a bucket before the applications start, such as a lookup table that lives in the account.
         *
         * @param bucket the bucket's logical id or name
         */
        public Builder object(String bucket, String key, Path file) {
            objects.add(new ObjectFile(
                    Arguments.given("bucket", bucket), Arguments.given("key", key), Arguments.given("file", file)));
            return this;
        }

        /** Ends {@link #run()} when everything fed has been processed; windows that are still open then are closed. */
        public Builder untilDrained() {
            this.untilDrained = true;
            return this;
        }

        /**
         * Writes what each sink received to {@code DIR/<logical id>} and {@code DIR/summary.json} at the end. Default:
         * nothing is written.
         */
        public Builder out(Path directory) {
            this.out = Arguments.given("directory", directory);
            return this;
        }

        /** Serves Flink's web UI on a port of the loopback interface, 1 to 65535. */
        public Builder uiPort(int port) {
            this.uiPort = OptionalInt.of(port);
            return this;
        }

        /**
         * Submits the jobs to a running Flink 1.20 cluster on this machine instead of an embedded one.
         *
         * @param hostAndPort of its REST API; its {@code s3.endpoint} tells where the S3 stand-in has to listen
         */
        public Builder cluster(String hostAndPort) {
            this.cluster = Arguments.given("hostAndPort", hostAndPort);
            return this;
        }

        /**
         * Lets a fault come over a stand-in once all applications run and before anything is fed: it throttles, fails,
         * breaks connections off or is slow. To be repeated for more faults.
         */
        public Builder fault(ServiceFault fault) {
            serviceFaults.add(Arguments.given("fault", fault));
            return this;
        }

        /**
         * Kills the task manager, and starts another one, once the bundled pipelines of the stack have together read
         * this many records; only on the embedded cluster, and while {@link RunningStack#awaitDrained} waits.
         */
        public Builder killTaskManagerAfter(long records) {
            this.killTaskManagerAfter = OptionalLong.of(records);
            return this;
        }

        /**
         * Holds every call of an application against its synthesized role, the endpoints of its VPC and their policies,
         * and refuses it as the service or the network would. A refused call ends the run a few seconds later, with the
         * application {@linkplain io.github.managedflink.local.result.ApplicationResult.State#FAILED failed};
         * {@link LocalRunResult#access()} tells all calls and what allows them.
         */
        public Builder enforce() {
            this.enforced = true;
            return this;
        }

        /**
         * Lets applications reach what is outside this machine and has no stand-in; without it such a connection is
         * refused, and ends the run. Names of AWS services that have a stand-in lead there all the same, and the
         * credentials in this JVM are those of the run; a process that a job starts has the environment of this one.
         */
        public Builder allowNetwork() {
            this.networkAllowed = true;
            return this;
        }

        /** Ends the run before its time when this is {@linkplain Interruption#request() asked for}. */
        public Builder interruption(Interruption request) {
            this.interruption = Arguments.given("request", request);
            return this;
        }

        /** Specifies what takes the lines that say what the run does. Default: nothing takes them. */
        public Builder progress(Consumer<String> lines) {
            this.progress = Arguments.given("lines", lines);
            return this;
        }

        /**
         * Specifies what takes the lines that say every two seconds how far the run is: how many of how many records
         * each application has read, how many a second, and how long the rest takes. Each line replaces the one before.
         * Default: what takes the {@link #progress}.
         */
        public Builder status(Consumer<String> lines) {
            this.status = Optional.of(Arguments.given("lines", lines));
            return this;
        }

        /**
         * Refuses the run for a fault in what the caller was given itself, such as a number that cannot be read. The
         * run then fails at its start and tells all other faults as well; to be repeated for more.
         *
         * @param fault a sentence for the user
         */
        public Builder refuse(String fault) {
            refusals.add(Arguments.given("fault", fault));
            return this;
        }

        public LocalRun build() {
            return new LocalRun(this);
        }

        /** Does {@link LocalRun#run()} of these settings. */
        public LocalRunResult run() {
            return build().run();
        }

        /** Does {@link LocalRun#start()} of these settings. */
        public RunningStack start() {
            return build().start();
        }
    }
}
