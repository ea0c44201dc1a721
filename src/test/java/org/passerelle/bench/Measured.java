package org.passerelle.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One number, its reference, and whether it reaches what was asked.
 *
 * @param unit of measured and reference
 * @param measured the median of the repetitions
 * @param reference the median of the bare reference, taken in turn with the measured ones; NaN
 *     where the target is absolute
 * @param more what explains the number
 */
record Measured(
        String name,
        String unit,
        double measured,
        double reference,
        Target target,
        Map<String, Object> more) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is asked: of the ratio where there is a reference, else of the measured value. */
    record Target(boolean atMost, double limit) {
        static Target atMost(double limit) {
            return new Target(true, limit);
        }

        static Target atLeast(double limit) {
            return new Target(false, limit);
        }

        boolean met(double value) {
            return atMost ? value <= limit : value >= limit;
        }

        @Override
        public String toString() {
            return (atMost ? "<= " : ">= ") + limit;
        }
    }

    Measured {
        more = new TreeMap<>(more);
    }

    private boolean relative() {
        return !Double.isNaN(reference);
    }

    ObjectNode json() {
        var json = JSON.createObjectNode();
        json.put("name", name).put("unit", unit).put("measured", rounded(measured));
        double judged = measured;
        if (relative()) {
            judged = measured / reference;
            json.put("reference", rounded(reference)).put("ratio", rounded(judged));
        }
        json.put("target", target.toString()).put("met", target.met(judged));
        json.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        json.set("more", JSON.valueToTree(more));
        return json;
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static double rounded(double value) {
        double scale = Math.pow(10, 3 - Math.ceil(Math.log10(Math.abs(value) + 1e-9)));
        return scale <= 1 ? Math.round(value) : Math.round(value * scale) / scale;
    }
}
