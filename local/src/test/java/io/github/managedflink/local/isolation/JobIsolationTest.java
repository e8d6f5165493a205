package io.github.managedflink.local.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.HttpsURLConnection;
import org.apache.flink.util.MutableURLClassLoader;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing leaves this JVM while a run is on, and no job ends it. No test here has a network to reach. */
@SuppressWarnings("AddressSelection") // Single addresses are what clients ask for.
class JobIsolationTest {
    /** An address for documentation (RFC 5737), where nobody answers. */
    private static final String OUTSIDE = "192.0.2.1";

    @TempDir
    Path folder;

    private HttpServer standIn;
    private JobIsolation isolation;

    @BeforeEach
    void start() throws IOException {
        standIn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        standIn.createContext("/", exchange -> {
            byte[] answer = ("host " + exchange.getRequestHeaders().getFirst("Host")).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        standIn.start();
        LocalEndpoints endpoints = LocalEndpoints.none()
                .withService(
                        "kinesis", "http://127.0.0.1:" + standIn.getAddress().getPort())
                .withKafka(
                        "b-1.orders.kafka.us-east-1.amazonaws.com:9092",
                        "127.0.0.1:" + standIn.getAddress().getPort());
        isolation = JobIsolation.start(endpoints.withAccessKey("Job"), "eu-west-1", false, folder, List.of("Copy"));
    }

    @AfterEach
    void stop() {
        isolation.close();
        standIn.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://kinesis.us-east-1.amazonaws.com/",
                "http://kinesis.cn-north-1.amazonaws.com.cn/",
                "https://123456789012.data-kinesis.us-gov-west-1.amazonaws.com/",
                "https://kinesis-fips.us-east-2.amazonaws.com/",
                "https://vpce-0a.kinesis.eu-west-1.vpce.amazonaws.com/"
            })
    @DisplayName("The names of a service lead to its stand-in, with and without TLS, for every client of the JDK")
    void leadsToTheStandIn(String url) throws Exception {
        assertThat(new String(new URL(url).openStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("host " + URI.create(url).getHost());
        assertThat(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("host " + URI.create(url).getHost());
    }

    @Test
    @DisplayName("The brokers of a cluster lead to its stand-in")
    void leadsToBrokers() throws IOException {
        try (Socket socket = new Socket("b-1.orders.kafka.us-east-1.amazonaws.com", 9092)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    @DisplayName("No socket, channel or datagram goes outside")
    void refusesConnections() {
        InetSocketAddress outside = new InetSocketAddress(OUTSIDE, 443);
        assertRefused(() -> new Socket(OUTSIDE, 443).close());
        assertRefused(() -> SocketChannel.open(outside).close());
        assertRefused(() -> {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.configureBlocking(false);
                channel.connect(outside);
            }
        });
        assertThatThrownBy(
                        () -> AsynchronousSocketChannel.open().connect(outside).get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("outside this machine");
        assertRefused(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1], 1, outside));
            }
        });
        assertRefused(() -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.send(ByteBuffer.allocate(1), outside);
            }
        });
        assertRefused(() -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.connect(outside);
            }
        });
    }

    private static void assertRefused(ThrowingCallable connect) {
        assertThatThrownBy(connect)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The job connects to " + OUTSIDE)
                .hasMessageContaining("a local run reaches nothing outside this machine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            sqs.us-east-1.amazonaws.com                  | which is Amazon SQS. Local runs have no stand-in for it.
            queue.amazonaws.com                          | which is Amazon SQS.
            lambda.eu-west-1.amazonaws.com               | which is AWS Lambda.
            lambda.eu-west-1.api.aws                     | which is AWS Lambda.
            abc.execute-api.us-east-1.amazonaws.com      | which is Amazon API Gateway.
            runtime.sagemaker.us-east-1.amazonaws.com    | which is Amazon SageMaker.
            robomaker.us-east-1.amazonaws.com            | which is the service "robomaker" of AWS.
            streams.dynamodb.us-east-1.amazonaws.com     | which is Amazon DynamoDB Streams. Local runs have no stand-in for it.
            dynamodb.us-east-1.amazonaws.com             | which is Amazon DynamoDB. This run has no stand-in for it, because the stack has no resource of it
            lake.s3.us-east-1.amazonaws.com              | which is Amazon S3. The stand-in for it is reached by Flink's file system
            lake.s3-eu-west-1.amazonaws.com              | which is Amazon S3.
            b-1.x.c2.kafka.us-east-1.amazonaws.com       | which is Amazon MSK. The stand-in for it has the brokers of the stack's clusters without TLS
            search-a-b.eu-west-1.es.amazonaws.com        | which is Amazon OpenSearch Service. The stand-in for it is reached at the URL
            example.com                                  | and a local run reaches nothing outside this machine.
            """)
    @DisplayName("A name that is not resolved is told with its service and what to do, and no name server is asked")
    void refusesNames(String host, String reason) {
        assertThatThrownBy(() -> InetAddress.getAllByName(host))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageStartingWith("The job c")
                .hasMessageContaining(host + ", " + reason);
    }

    @Test
    @DisplayName("This machine is reached by all of its names")
    void knowsThisMachine() throws IOException {
        assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
        assertThat(InetAddress.getByName("127.0.0.1").isLoopbackAddress()).isTrue();
        assertThat(InetAddress.getLocalHost().isLoopbackAddress()).isTrue();
        assertThat(isolation.refusal()).isEmpty();
    }

    @Test
    @DisplayName("What others than jobs are refused is no fault of the run, what jobs are is")
    void tellsJobs() throws Exception {
        assertThatThrownBy(() -> InetAddress.getByName("example.com")).isInstanceOf(UnknownHostException.class);
        assertThat(isolation.refusal()).isEmpty();

        asJob("connect");

        assertThat(isolation.refusal()).hasValueSatisfying(message -> assertThat(message)
                .startsWith("The job connects to example.com")
                .contains("--allow-network"));
    }

    @Test
    @DisplayName("Jobs start no processes, which would connect as they like")
    void refusesProcesses() throws Exception {
        assertThat(new ProcessBuilder("true").start().waitFor()).isZero();
        assertThat(isolation.refusal()).isEmpty();

        asJob("start");

        assertThat(isolation.refusal()).hasValueSatisfying(message -> assertThat(message)
                .startsWith("The job starts the process kinesis_producer")
                .contains("KinesisStreamsSink"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt"})
    @DisplayName("Jobs do not end this JVM, and the run is told which application wanted to")
    void refusesTheEnd(String end) throws Exception {
        assertThat(asJob(end))
                .isEqualTo("The application Copy calls System.exit or Runtime.halt, in " + JobCode.class.getName()
                        + ". On AWS this ends the process of the application, and its job restarts. Remove the call, or"
                        + " throw an exception instead.");
        assertThat(isolation.refusal()).contains((String) asJob(end));
    }

    @Test
    @DisplayName("Jobs see no variables of AWS, and the SDKs' settings are the run's")
    void hidesVariables() throws Exception {
        assertThat(asJob("variables")).isEqualTo("");
        assertThat(System.getProperty("aws.accessKeyId")).isEqualTo("Job");
        assertThat(System.getProperty("aws.region")).isEqualTo("eu-west-1");
        assertThat(System.getProperty("aws.disableEc2Metadata")).isEqualTo("true");
    }

    @Test
    @DisplayName("Afterwards this JVM is as it was")
    void givesBack() throws Exception {
        isolation.close();

        assertThat(System.getProperty("aws.accessKeyId")).isNull();
        assertThat(System.getProperty("javax.net.ssl.trustStore")).isNull();
        assertThatThrownBy(() -> InetAddress.getByName("no-such-host.invalid"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageNotContaining("local run");
        HttpsURLConnection connection = (HttpsURLConnection) new URL("https://127.0.0.1/").openConnection();
        assertThat(connection.getSSLSocketFactory()).isNotNull();
    }

    @Test
    @DisplayName("A thread that a job has left behind reaches nothing after the run")
    void keepsWhatJobsLeaveBehind() throws Exception {
        isolation.close();

        assertThat(asJob("lookUp")).isEqualTo("The local run of this job has ended.");
        assertThat(asJob("reachOutside")).isEqualTo("The local run of this job has ended.");
        assertThat(asJob("exit")).isEqualTo("The local run of this job has ended.");
        assertThat(asJob("variables")).isEqualTo("");
    }

    /** Runs {@link JobCode} as Flink runs a job's classes: in a class loader of the job's. */
    private static Object asJob(String method) throws Exception {
        URL classes = JobCode.class.getProtectionDomain().getCodeSource().getLocation();
        try (UserCodeLoader loader = new UserCodeLoader(classes)) {
            return loader.loadClass(JobCode.class.getName()).getMethod(method).invoke(null);
        }
    }

    /** What a job might do. */
    public static final class JobCode {
        private JobCode() {}

        public static void connect() {
            try {
                InetAddress.getByName("example.com");
            } catch (UnknownHostException e) {
                // The refusal is kept by the run.
            }
        }

        public static String lookUp() {
            try {
                return InetAddress.getByName("dynamodb.us-east-1.amazonaws.com").toString();
            } catch (UnknownHostException e) {
                return e.getMessage();
            }
        }

        public static String reachOutside() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName(OUTSIDE), 443), 1_000);
                return "connected";
            } catch (IOException e) {
                return e.getMessage();
            }
        }

        public static String exit() {
            try {
                System.exit(0);
                return "gone";
            } catch (SecurityException e) {
                return e.getMessage();
            }
        }

        public static String halt() {
            try {
                Runtime.getRuntime().halt(0);
                return "gone";
            } catch (SecurityException e) {
                return e.getMessage();
            }
        }

        public static void start() {
            try {
                new ProcessBuilder("/tmp/kinesis_producer_linux").start();
            } catch (IOException e) {
                // The refusal is kept by the run.
            }
        }

        public static String variables() {
            return System.getenv().keySet().stream()
                    .filter(name -> name.startsWith("AWS_"))
                    .reduce("", String::concat);
        }
    }

    /** Loads {@link JobCode} itself, and all else as the test does. */
    private static final class UserCodeLoader extends MutableURLClassLoader {
        UserCodeLoader(URL classes) {
            super(new URL[] {classes}, JobIsolationTest.class.getClassLoader());
        }

        @Override
        public MutableURLClassLoader copy() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(JobCode.class.getName())) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
            return super.loadClass(name, resolve);
        }
    }
}
