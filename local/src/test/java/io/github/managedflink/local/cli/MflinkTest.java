package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.assembly.AssemblyFixture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of mistakes: one message, exit code 2, no stack trace. */
class MflinkTest {
    private static final String NESTED =
            "the template of the nested stack Other is not in the assembly; its resources are not here";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeAssembly() {
        AssemblyFixture.in(folder.resolve("cdk.out"))
                .stack("Orders", "{\"Resources\": {\"S\": {\"Type\": \"AWS::Kinesis::Stream\"}}}")
                .write();
    }

    @Test
    void namesTheStackThatMayHaveBeenMeantOrAllOfThem() {
        assertThat(mflink("run", "--assembly", folder.resolve("cdk.out").toString(), "--stack", "Order"))
                .isEqualTo(2);
        assertThat(mflink("report", "--assembly", folder.resolve("cdk.out").toString(), "--stack", "Nope"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("has no stack Order; did you mean Orders?", "has no stack Nope. Its stacks: Orders.")
                .doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatAFolderWithoutAnAssemblyLacks() {
        assertThat(mflink("run", "--assembly", folder.toString(), "--stack", "Orders"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not a cloud assembly");
    }

    @Test
    void saysThatAStackHasNoApplication() {
        assertThat(mflink("run", "--assembly", folder.resolve("cdk.out").toString(), "--stack", "Orders"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("The stack Orders has no Flink application to run.");
    }

    @Test
    void saysWhatFormAFeedHas() {
        assertThat(mflink("run", "--assembly", folder.toString(), "--stack", "Orders", "--feed", "orders.ndjson"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--feed orders.ndjson must have the form STREAM=FILE.");
    }

    @Test
    void saysWhatPortsThereAre() {
        assertThat(mflink("run", "--assembly", folder.toString(), "--stack", "Orders", "--ui-port", "70000"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("The port 70000 for the web UI must be from 1 to 65535.");
    }

    @Test
    void namesAllFaultsOfItsOptionsAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        int code = mflink(
                "run",
                "--assembly",
                folder.resolve("cdk.out").toString(),
                "--stack",
                "Orders",
                "--feed",
                "Etl/Stream=" + folder.resolve("nope"),
                "--feed",
                "Bla=" + folder.resolve("nope2"),
                "--feed",
                "orders.ndjson",
                "--pace",
                "Bla=0",
                "--code",
                "App=" + folder.resolve("nope.jar"),
                "--region",
                "Ireland",
                "--ui-port",
                "99999",
                "--out",
                file.resolve("out").toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("The feed " + folder.resolve("nope") + " does not exist.")
                .contains("The feed " + folder.resolve("nope2") + " does not exist.")
                .contains("--feed orders.ndjson must have the form STREAM=FILE.")
                .contains("The pace 0 for the stream Bla must be from 0.001 to 1,000,000 records a second.")
                .contains("The code " + folder.resolve("nope.jar")
                        + " for the application App is no readable file whose name ends in .jar.")
                .contains("The Region \"Ireland\" does not exist in this form; write it as eu-west-1.")
                .contains("The port 99999 for the web UI must be from 1 to 65535.")
                .contains("The output folder " + file.resolve("out") + " cannot be created or written")
                .doesNotContain("\tat ");
    }

    @Test
    void namesWhatIsWrongWithItsOptionsTogetherWithWhatDoesNotFitTheStack() throws IOException {
        writeApplication();
        Path file = Files.writeString(folder.resolve("orders.ndjson"), "{}");

        int code = mflink(
                "run",
                "--assembly",
                folder.resolve("cdk.out").toString(),
                "--stack",
                "App",
                "--feed",
                "Nope=" + file,
                "--feed",
                "orders.ndjson",
                "--pace",
                "Nope=fast",
                "--pace",
                "Orders=5",
                "--key",
                "Orders=customer.id",
                "--key",
                "Nope=a..b",
                "--parameter",
                "Level=debug",
                "--parameter",
                "Size",
                "--code",
                "App",
                "--ui-port",
                "http");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactlyInAnyOrder(
                        "mflink: --parameter Size must have the form NAME=VALUE.",
                        "--feed orders.ndjson must have the form STREAM=FILE.",
                        "--pace Nope: \"fast\" is not a number.",
                        "The key a..b for the stream Nope is not the path of a field: a name between dots is empty. Write"
                                + " names joined by dots, such as customer.id.",
                        "The key of the stream Orders goes with a feed of it, and there is none.",
                        "--code App must have the form APPLICATION=JAR.",
                        "--ui-port: \"http\" is not a whole number.",
                        "There is no parameter \"Level\". The parameters: none.",
                        "There is no stream Nope. The streams: Orders.",
                        "The pace of the stream Orders goes with a feed of it, and there is none.");
    }

    @Test
    void namesWhatIsWrongWithItsOptionsTogetherWithTheFaultsOfTheAssembly() throws IOException {
        writeForeign();
        Path file = Files.writeString(folder.resolve("orders.ndjson"), "{}");

        int code = mflink(
                "run",
                "--assembly",
                folder.resolve("foreign").toString(),
                "--stack",
                "Foreign",
                "--feed",
                "Nope=" + file,
                "--feed",
                "Input=" + file,
                "--pace",
                "Other=5",
                "--key",
                "Input=id",
                "--parameter",
                "Levl=debug",
                "--region",
                "eu-wst-1",
                "--cluster",
                "localhost");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("Stack Foreign, parameter Level: it has no default.")
                .contains("There is no Region \"eu-wst-1\"; did you mean eu-west-1?")
                .contains("The cluster localhost must be given as HOST:PORT, for example localhost:8081.")
                .contains("There is no parameter \"Levl\"")
                .doesNotContain("\tat ");
    }

    @Test
    void holdsFeedsAgainstTheStreamsOfAnAssemblyThatHasFaults() throws IOException {
        AssemblyFixture.in(folder.resolve("faulty"))
                .stack(
                        "App",
                        """
                        {"Resources": {
                          "Orders": {"Type": "AWS::Kinesis::Stream"},
                          "A": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                            "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
                            "ApplicationConfiguration": {
                              "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "g", "PropertyMap": {
                                "stream": "arn:aws:kinesis:us-east-1:000000000000:stream/elsewhere"}}]},
                              "ApplicationCodeConfiguration": {"CodeContent": {"S3ContentLocation": {
                                "BucketARN": "arn:aws:s3:::mine", "FileKey": "job.jar"}}}}}}}}""")
                .writeOnly();
        Path file = Files.writeString(folder.resolve("orders.ndjson"), "{}");

        int code = mflink(
                "run",
                "--assembly",
                folder.resolve("faulty").toString(),
                "--stack",
                "App",
                "--feed",
                "Nope=" + file,
                "--feed",
                "elsewhere=" + file,
                "--pace",
                "Orders=5",
                "--key",
                "elsewhere=id");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("mflink: The code of resource A"))
                .contains(
                        "There is no stream Nope. The streams: Orders, elsewhere.",
                        "The pace of the stream Orders goes with a feed of it, and there is none.",
                        "No line of the feed " + file + " is a JSON object with the field id, which is to be its key.");
    }

    @Test
    void namesTheStreamTheApplicationAndTheParameterThatMayHaveBeenMeant() throws IOException {
        writeForeign();
        writeApplication();
        Path file = Files.writeString(folder.resolve("orders.ndjson"), "{}");
        Path jar = Files.writeString(folder.resolve("job.jar"), "");

        mflink("run", "--assembly", folder.resolve("cdk.out").toString(), "--stack", "App", "--feed", "Order=" + file);
        mflink(
                "run",
                "--assembly",
                folder.resolve("foreign").toString(),
                "--stack",
                "Foreign",
                "--code",
                "Apps=" + jar,
                "--parameter",
                "Levl=x");

        assertThat(err.toString())
                .contains("There is no stream Order; did you mean Orders?")
                .contains("There is no application Apps to give code to; did you mean App?")
                .contains("There is no parameter \"Levl\"; did you mean Level?");
    }

    @ParameterizedTest
    @CsvSource({
        "--pace, Orders=5, Orders=1e9, 'The pace of the stream Orders is given twice, as 5 and as 1,000,000,000.'",
        "--key, Orders=id, Orders=name, 'The key of the stream Orders is given twice, as id and as name.'",
        "--code, App=a.jar, App=b.jar, 'The code of the application App is given twice, as a.jar and as b.jar.'",
        "--parameter, Level=a, Level=b, 'The parameter Level is given twice, as \"a\" and as \"b\".'"
    })
    void refusesTwoValuesForOneName(String option, String first, String second, String fault) {
        String assembly = folder.resolve("cdk.out").toString();

        assertThat(mflink("run", "--assembly", assembly, "--stack", "Orders", option, first, option, second))
                .isEqualTo(2);
        assertThat(err.toString()).containsOnlyOnce(fault);
    }

    @Test
    void takesTheSameValueTwice() {
        String assembly = folder.resolve("cdk.out").toString();

        assertThat(mflink("run", "--assembly", assembly, "--stack", "Orders", "--key", "S=id", "--key", "S=id"))
                .isEqualTo(2);
        assertThat(err.toString()).doesNotContain("twice");
    }

    @Test
    void namesAllFaultsOfATemplateAtOnce() {
        writeForeign();

        assertThat(mflink("run", "--assembly", folder.resolve("foreign").toString(), "--stack", "Foreign"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(NESTED)
                .contains("property ServiceExecutionRole: it refers to \"Nope\", which the template does not define.")
                .contains("The service refuses resource App")
                .contains("Parallelism = \"abc\": must be a whole number.")
                .contains("Stack Foreign, parameter Level: it has no default. Give it with --parameter Level=VALUE")
                .contains("Give it a jar with --code App=JAR")
                .containsOnlyOnce("\"Nope\"")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsWhatARunPassesOverAndRefuses() {
        writeForeign();

        assertThat(mflink(
                        "report",
                        "--assembly",
                        folder.resolve("foreign").toString(),
                        "--stack",
                        "Foreign",
                        "--region",
                        "eu-west-1",
                        "--parameter",
                        "Level=debug"))
                .isZero();
        assertThat(out.toString())
                .contains("Region eu-west-1")
                .contains("Note: " + NESTED)
                .contains("Fault: Stack Foreign, resource App (AWS::KinesisAnalyticsV2::Application), property"
                        + " ServiceExecutionRole: it refers to \"Nope\"")
                .contains("  The service refuses it:\n")
                .contains("Parallelism = \"abc\": must be a whole number.")
                .contains("pipeline  none: the application runs no Flink job")
                .contains("  It cannot run here:\n  - resource Notes")
                .containsOnlyOnce("\"Nope\"");
    }

    @Test
    void tellsTheFaultsOfATemplateInTheSameWordsInRunAndReport() {
        AssemblyFixture.in(folder.resolve("broken"))
                .stack(
                        "Broken",
                        """
                        {"Parameters": {"P": {"Default": "a"}}, "Outputs": [],
                         "Conditions": {"C": "yes"},
                         "Resources": {
                           "a b": {"Type": "Custom::Any"},
                           "One": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": {"Ref": "Two"}}},
                           "Two": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": {"Ref": "One"}}, "Properties": {"Name": {"Ref": "One"}}}}}""")
                .writeOnly();
        String[] target = {"--assembly", folder.resolve("broken").toString(), "--stack", "Broken"};
        List<String> faults = List.of(
                "Stack Broken: its template has the key \"Resources.Two.Properties\" more than once.",
                "Stack Broken: the section Outputs must be a JSON object, but is a list.",
                "Stack Broken: its template has ids that CloudFormation refuses: Resources \"a b\".",
                "Stack Broken, parameter P: it has no Type.",
                "Stack Broken, condition C: a condition is one of",
                "Stack Broken, resources One, Two: they depend on each other in a circle.");

        assertThat(mflink("run", target[0], target[1], target[2], target[3])).isEqualTo(2);
        assertThat(mflink("report", target[0], target[1], target[2], target[3])).isZero();

        assertThat(faults).allSatisfy(fault -> {
            assertThat(err.toString()).containsOnlyOnce(fault);
            assertThat(out.toString()).containsOnlyOnce("Fault: " + fault);
        });
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void saysWhatIsWrongWithTheInputsOfAReport() {
        assertThat(mflink(
                        "report",
                        "--assembly",
                        folder.resolve("cdk.out").toString(),
                        "--stack",
                        "Orders",
                        "--parameter",
                        "Level=debug"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("There is no parameter \"Level\". The parameters: none.");
    }

    private void writeForeign() {
        AssemblyFixture.in(folder.resolve("foreign"))
                .stack(
                        "Foreign",
                        """
                        {"Parameters": {"Level": {"Type": "String"}},
                         "Resources": {
                          "Other": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://s3.amazonaws.com/b/k"}},
                          "Notes": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                            "RuntimeEnvironment": "ZEPPELIN-FLINK-3_0", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job"}},
                          "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                            "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": {"Fn::GetAtt": ["Nope", "Arn"]},
                            "ApplicationConfiguration": {
                              "FlinkApplicationConfiguration": {"ParallelismConfiguration": {
                                "ConfigurationType": "CUSTOM", "Parallelism": "abc", "ParallelismPerKPU": 0}},
                              "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "g", "PropertyMap": {"level": {"Ref": "Level"}}}]},
                              "ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {"S3ContentLocation": {
                                "BucketARN": "arn:aws:s3:::mine", "FileKey": "job.jar"}}}}}}}}""")
                .writeOnly();
    }

    @Test
    void doesNotTouchAFolderThatHoldsOtherFiles() throws IOException {
        Path precious =
                Files.writeString(Files.createDirectory(folder.resolve("home")).resolve("file"), "x");
        writeApplication();

        assertThat(mflink(
                        "run",
                        "--assembly",
                        folder.resolve("cdk.out").toString(),
                        "--stack",
                        "App",
                        "--out",
                        precious.getParent().toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("holds files that no run has written");
        assertThat(precious).exists();
    }

    private void writeApplication() {
        AssemblyFixture.in(folder.resolve("cdk.out"))
                .stack(
                        "App",
                        """
                        {"Resources": {
                          "Orders": {"Type": "AWS::Kinesis::Stream"},
                          "A": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                            "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
                            "ApplicationConfiguration": {"ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {"S3ContentLocation": {
                              "BucketARN": "arn:aws:s3:::cdk-assets-000000000000-us-east-1", "FileKey": "job.jar"}}}}}}}}""")
                .asset("App", "job.jar", "file", "job.jar")
                .write();
    }

    @ParameterizedTest
    @CsvSource({
        "hlep, Did you mean help?",
        "reprot, Did you mean report?",
        "rnu, Did you mean run?",
        "run --feeds=a=b --assembly x --stack y, Did you mean --feed?",
        "report --assembly x --stack y --regoin eu-west-1, Did you mean --region?"
    })
    void suggestsWhatMayHaveBeenMeant(String arguments, String suggestion) {
        assertThat(mflink(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).endsWith(suggestion + System.lineSeparator());
    }

    @Test
    void showsItsUsageWhereNothingNearCanHaveBeenMeant() {
        assertThat(mflink("start")).isEqualTo(2);
        assertThat(err.toString()).contains("'start'", "Usage: mflink").doesNotContain("Did you mean");
    }

    @ParameterizedTest
    @CsvSource({
        "run --stack Orders, Missing required option: '--assembly=DIR'",
        "report --assembly, Missing required parameter for option '--assembly'",
        "demo etl leaderboard, Unmatched argument at index 2: 'leaderboard'"
    })
    void aFaultIsNotHiddenByTheUsageOfItsCommand(String arguments, String fault) {
        String[] all = arguments.split(" ");

        assertThat(mflink(all)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .startsWith("mflink: " + fault)
                .contains("mflink " + all[0] + " --help shows its options.");
    }

    @Test
    void namesTheDemoThatMayHaveBeenMeant() throws IOException {
        writeDemos("etl", "leaderboard");
        try {
            assertThat(mflink("demo", "leaderbord")).isEqualTo(2);
            assertThat(mflink("demo", "nothing")).isEqualTo(2);
        } finally {
            System.clearProperty("mflink.home");
        }
        assertThat(err.toString().lines())
                .containsExactly(
                        "mflink: There is no demo leaderbord; did you mean leaderboard?",
                        "mflink: There is no demo nothing. The demos: etl, leaderboard.");
    }

    private void writeDemos(String... names) throws IOException {
        Path demos = Files.createDirectories(folder.resolve("sample-apps/demos"));
        for (String name : names) {
            Files.writeString(demos.resolve(name + ".json"), "{}");
        }
        System.setProperty("mflink.home", folder.toString());
    }

    @Test
    void showsItsUsage() {
        assertThat(mflink("run", "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--assembly=DIR",
                        "--stack=NAME",
                        "--feed=STREAM=FILE",
                        "--key=STREAM=FIELD",
                        "--until-drained",
                        "--cluster=HOST:PORT");
    }

    @Test
    void itsHelpHasTheExitCodesOfThePageOnLocalRuns() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "running-locally.md"));

        assertThat(mflink("help")).isZero();

        String codes = out.toString()
                .replaceAll("\\s+", " ")
                .replaceFirst(".*Exit codes: ", "")
                .replaceAll(" (?=(1|2|130) )", ", ");
        assertThat(page).contains("Exit codes: " + codes.strip() + ".");
    }

    @Test
    void reportsOnAStack() {
        AssemblyFixture.in(folder)
                .stackIn(
                        "aws://111122223333/eu-west-1",
                        "App",
                        "{\"Resources\": {\"Lake\": {\"Type\": \"AWS::S3::Bucket\"}}}")
                .write();

        assertThat(mflink("report", "--assembly", folder.toString(), "--stack", "App"))
                .isZero();
        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        """
                        Stack App
                        Account 111122223333, Region eu-west-1

                        No Flink application.
                        """);
    }

    @Test
    void reportsOnNothingThatCannotBeRead() {
        assertThat(mflink("report", "--assembly", folder.toString(), "--stack", "App"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is not a cloud assembly").doesNotContain("\tat ");
    }

    @Test
    void namesAllFaultsOfAReportAtOnce() {
        assertThat(mflink(
                        "report",
                        "--assembly",
                        folder.toString(),
                        "--stack",
                        "App",
                        "--width",
                        "59",
                        "--parameter",
                        "Level",
                        "--region",
                        "Ireland"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "is not a cloud assembly",
                        "--width 59 is too narrow for tables; give 60 or more.",
                        "--parameter Level must have the form NAME=VALUE.",
                        "The Region \"Ireland\" does not exist in this form")
                .doesNotContain("\tat ");
    }

    @Test
    void namesTheDemosInTheirUsage() throws IOException {
        writeDemos("one", "two");
        try {
            assertThat(mflink("demo", "--help")).isZero();
        } finally {
            System.clearProperty("mflink.home");
        }
        assertThat(out.toString()).contains("Which one: one, two;");
    }

    private int mflink(String... arguments) {
        return Mflink.execute(
                new Console(new PrintWriter(out, true), new PrintWriter(err, true), OptionalInt.empty()), arguments);
    }
}
