package io.github.managedflink.local.flink;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import io.github.managedflink.local.result.LocalRunException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.FlinkPipelineTranslationUtil;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.operators.SourceOperatorFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an application's main method up to its execute call, in a child-first class loader as the service does. */
public final class JobGraphs {
    private static final Logger LOG = LoggerFactory.getLogger(JobGraphs.class);

    /** Flink's own attribute, which goes before {@code Main-Class}. */
    private static final Attributes.Name PROGRAM_CLASS = new Attributes.Name("program-class");

    /** Begins what Flink says, with all that was printed, of a main method that ended and built no job. */
    private static final String NO_JOB = "The program plan could not be fetched";

    private JobGraphs() {}

    /**
     * In a thread of its own: what the program leaves in its thread, such as thread-locals, would keep its classes as
     * long as the thread.
     */
    public static JobPlan create(
            Application application, ApplicationProperties properties, Configuration configuration) {
        FutureTask<JobPlan> creation =
                new FutureTask<>(() -> createInThisThread(application, properties, configuration));
        Thread thread = new Thread(creation, "main-of-" + application.logicalId());
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return creation.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static JobPlan createInThisThread(
            Application application, ApplicationProperties properties, Configuration configuration) {
        String before = System.setProperty(
                ApplicationProperties.FILE_PROPERTY, properties.file().toString());
        MainOutput output = MainOutput.capture();
        try (PackagedProgram program = program(application, properties, configuration)) {
            Pipeline pipeline = PackagedProgramUtils.getPipelineFromProgram(
                    program, configuration, application.parallelism(), false);
            JobGraph graph = FlinkPipelineTranslationUtil.getJobGraphUnderUserClassLoader(
                    program.getUserCodeClassLoader(), pipeline, configuration, application.parallelism());
            graph.addJar(new org.apache.flink.core.fs.Path(application.jar().toUri()));
            return new JobPlan(graph, isBounded(pipeline));
        } catch (LocalRunException e) {
            throw e;
        } catch (ProgramInvocationException | RuntimeException e) {
            throw LocalRunException.jobFailed(
                    "The application " + application.path() + " did not start: " + reason(e), e);
        } finally {
            restore(before);
            String printed = output.release();
            if (!printed.isEmpty()) {
                LOG.info("The main method of {} printed:\n{}", application.path(), printed);
            }
        }
    }

    private static String reason(Exception failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith(NO_JOB)
                ? "its main method ended without a job. End it with StreamExecutionEnvironment.execute, or with an"
                        + " INSERT in SQL."
                : RootCause.of(failure);
    }

    /** A {@code SourceFunction} does not tell whether it ends. A program of the DataSet API always does. */
    private static boolean isBounded(Pipeline pipeline) {
        return !(pipeline instanceof StreamGraph graph)
                || graph.getSourceIDs().stream()
                        .map(source -> graph.getStreamNode(source).getOperatorFactory())
                        .allMatch(source -> source instanceof SourceOperatorFactory<?> factory
                                && factory.getBoundedness() == Boundedness.BOUNDED);
    }

    private static PackagedProgram program(
            Application application, ApplicationProperties properties, Configuration configuration)
            throws ProgramInvocationException {
        return PackagedProgram.newBuilder()
                // The jar is given as a class path, because that is the only way to put something before it.
                .setUserClassPaths(List.of(
                        url(properties.resourceFolder()),
                        url(application.jar()),
                        KinesisAnalyticsRuntime.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()))
                .setEntryPointClassName(mainClass(application))
                .setConfiguration(configuration)
                .build();
    }

    private static String mainClass(Application application) {
        try (JarFile jar = new JarFile(application.jar().toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = attributes.getValue(PROGRAM_CLASS);
            if (name == null) {
                name = attributes.getValue(Attributes.Name.MAIN_CLASS);
            }
            if (name == null) {
                throw LocalRunException.wrongUsage("The code of the application " + application.path() + ", "
                        + application.jar() + ", has no Main-Class in its manifest.");
            }
            return name;
        } catch (IOException e) {
            throw LocalRunException.wrongUsage("The code of the application " + application.path() + ", "
                    + application.jar() + ", is no readable jar: " + e.getMessage());
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path + " has no URL", e);
        }
    }

    private static void restore(String before) {
        if (before == null) {
            System.clearProperty(ApplicationProperties.FILE_PROPERTY);
        } else {
            System.setProperty(ApplicationProperties.FILE_PROPERTY, before);
        }
    }
}
