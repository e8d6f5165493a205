package io.github.managedflink.local.dynamodb.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.http.AwsError;
import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Numbers against {@link BigDecimal}.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Numbers</a>
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
