package io.parley.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 10x}, or {@code max}, which is 0. */
final class SpeedConverter implements ITypeConverter<Double> {
    private static final Pattern SPEED = Pattern.compile("([0-9]{1,9}([.][0-9]{1,9})?)x");

    @Override
    public Double convert(String text) {
        if (text.equals("max")) {
            return 0.0;
        }
        Matcher speed = SPEED.matcher(text);
        double factor = speed.matches() ? Double.parseDouble(speed.group(1)) : 0;
        if (factor == 0) {
            throw new TypeConversionException("'" + text + "' is no speed; say 1x, 10x, 0.5x or max");
        }
        return factor;
    }
}
