package io.github.managedflink.local.dynamodb.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Reads numbers in one go, as {@link BigDecimal} takes more than a second for a megabyte of digits. */
final class NumberText {

    /** More than any exponent needs that makes no number too large or too small. */
    private static final long MOST = Integer.MAX_VALUE;

    private final String text;
    private int place;
    /** From the first digit that is not zero to the last one that is not. */
    private final StringBuilder significant = new StringBuilder();

    private long zerosBehind;
    private long digitsBehindPoint;
    private boolean hasDigits;

    NumberText(String text) {
        this.text = text;
    }

    /**
     * The number; empty if the text is none.
     *
     * @throws io.github.managedflink.local.http.AwsError if it is one that the service does not take
     */
    Optional<BigDecimal> value() {
        boolean negative = readSign();
        readDigits();
        if (isNext('.')) {
            place++;
            digitsBehindPoint = readDigits();
        }
        if (!hasDigits) {
            return Optional.empty();
        }
        long exponent = 0;
        if (isNext('e') || isNext('E')) {
            place++;
            boolean isSmall = readSign();
            int start = place;
            exponent = readExponent() * (isSmall ? -1 : 1);
            if (place == start) {
                return Optional.empty();
            }
        }
        return place == text.length() ? Optional.of(number(negative, exponent)) : Optional.empty();
    }

    private BigDecimal number(boolean negative, long exponent) {
        if (significant.isEmpty()) {
            return BigDecimal.ZERO;
        }
        long ofLast = exponent + zerosBehind - digitsBehindPoint;
        NumberValue.check(ofLast + significant.length() - 1, significant.length());
        BigInteger digits = new BigInteger(significant.toString());
        return new BigDecimal(negative ? digits.negate() : digits, (int) -ofLast);
    }

    private boolean isNext(char c) {
        return place < text.length() && text.charAt(place) == c;
    }

    /** Whether it is a minus. */
    private boolean readSign() {
        boolean minus = isNext('-');
        if (minus || isNext('+')) {
            place++;
        }
        return minus;
    }

    private boolean isDigitNext() {
        return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
    }

    /** Returns how many there are. */
    private int readDigits() {
        int start = place;
        while (isDigitNext()) {
            add(text.charAt(place++));
        }
        hasDigits |= place > start;
        return place - start;
    }

    private void add(char digit) {
        if (digit != '0') {
            significant.append("0".repeat((int) zerosBehind)).append(digit);
            zerosBehind = 0;
        } else if (!significant.isEmpty()) {
            zerosBehind++;
        }
    }

    private long readExponent() {
        long exponent = 0;
        while (isDigitNext()) {
            exponent = Math.min(MOST, exponent * 10 + text.charAt(place++) - '0');
        }
        return exponent;
    }
}
