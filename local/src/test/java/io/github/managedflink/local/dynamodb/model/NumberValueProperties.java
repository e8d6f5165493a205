package io.github.managedflink.local.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.http.AwsError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Numbers against {@link BigDecimal}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Numbers</a>
 */
class NumberValueProperties {

    private static final BigInteger MOST_DIGITS = BigInteger.TEN.pow(38);

    @Provide
    Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigInteger> digits = Arbitraries.oneOf(
                Arbitraries.bigIntegers()
                        .between(MOST_DIGITS.negate().add(BigInteger.ONE), MOST_DIGITS.subtract(BigInteger.ONE)),
                Arbitraries.integers().between(-1_000, 1_000).map(BigInteger::valueOf));
        return Combinators.combine(digits, Arbitraries.integers().between(-80, 85))
                .as(BigDecimal::new);
    }

    @Property(tries = 1_000, seed = "1")
    void keepsTheNumberAndShowsItWithoutExponent(@ForAll("numbers") BigDecimal number) {
        NumberValue value = NumberValue.parse(number.toString());

        assertThat(value.number()).isEqualByComparingTo(number);
        assertThat(value.toString()).doesNotContain("E").satisfies(text -> assertThat(NumberValue.parse(text))
                .isEqualTo(value));
        assertThat(NumberValue.parse(number.toPlainString())).isEqualTo(value).hasSameHashCodeAs(value);
    }

    @Example
    void judgesAMegabyteOfDigitsAtOnce() {
        String zeros = "0".repeat(1_000_000);
        String nines = "9".repeat(1_000_000);

        assertThat(timeOf(() -> {
                    assertThat(NumberValue.parse(zeros + "12." + zeros)).isEqualTo(NumberValue.of(12));
                    assertThat(NumberValue.parse("0." + zeros + "12E1000001")).isEqualTo(NumberValue.parse("1.2"));
                    assertThat(NumberValue.parse("12" + zeros + "E-" + zeros + "1000000"))
                            .isEqualTo(NumberValue.of(12));
                    for (String refused : List.of(nines, "0." + nines, "1E" + nines, "1E-" + nines, nines + "x")) {
                        assertThatThrownBy(() -> NumberValue.parse(refused)).isInstanceOf(AwsError.class);
                    }
                }))
                .isLessThan(Duration.ofSeconds(2));
    }

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Property(tries = 1_000, seed = "1")
    void comparesByValue(@ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal two) {
        NumberValue first = NumberValue.parse(one.toString());
        NumberValue second = NumberValue.parse(two.toString());

        assertThat(Integer.signum(first.compareTo(second))).isEqualTo(one.compareTo(two));
        assertThat(first.equals(second)).isEqualTo(one.compareTo(two) == 0);
    }

    @Property(tries = 1_000, seed = "1")
    void addsExactlyOrNotAtAll(@ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal two) {
        NumberValue first = NumberValue.parse(one.toString());
        NumberValue second = NumberValue.parse(two.toString());
        BigDecimal sum = one.add(two);

        if (sum.stripTrailingZeros().precision() <= 38) {
            assertThat(first.plus(second).number()).isEqualByComparingTo(sum);
            assertThat(first.plus(second).minus(second)).isEqualTo(first);
        } else {
            assertThatThrownBy(() -> first.plus(second)).isInstanceOf(AwsError.class);
        }
    }
}
