package io.parley.testkit;

import io.parley.internal.crash.Failpoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a child does at which failpoint; travels from parent to child in a system property.
 *
 * <p>Random decisions depend on nothing but seed, point and how often the point was passed, so they are the same in
 * every run, however the threads of the child are scheduled.
 *
 * @param rules actions at the n-th passing of a point
 * @param chance random kills, or null
 */
record FailpointPlan(List<Rule> rules, Chance chance) {
    static final FailpointPlan NOTHING = new FailpointPlan(List.of(), null);

    /** An action at the {@code nthHit}-th passing of {@code point}. */
    record Rule(Failpoint point, FailAction action, int nthHit) {
        Rule {
            if (nthHit < 1) {
                throw new IllegalArgumentException("hits are counted from 1: nthHit=" + nthHit);
            }
        }
    }

    /** A kill with {@code probability} at each passing of one of {@code points}. */
    record Chance(long seed, double probability, Set<Failpoint> points) {
        Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("not a probability between 0 and 1: " + probability);
            }
            points = points.isEmpty() ? EnumSet.allOf(Failpoint.class) : EnumSet.copyOf(points);
        }

        boolean strikes(Failpoint point, int hit) {
            if (!points.contains(point)) {
                return false;
            }
            // By name, not ordinal: a new failpoint elsewhere in the enum does not change what a seed does.
            long stream = seed ^ ((long) point.name().hashCode() << 32) ^ hit;
            return new SplittableRandom(stream).nextDouble() < probability;
        }
    }

    FailpointPlan {
        rules = List.copyOf(rules);
    }

    FailpointPlan with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new FailpointPlan(more, chance);
    }

    FailpointPlan with(Chance newChance) {
        return new FailpointPlan(rules, newChance);
    }

    boolean isEmpty() {
        return rules.isEmpty() && chance == null;
    }

    /** What to do at the {@code hit}-th passing of {@code point}; null for nothing. */
    FailAction decide(Failpoint point, int hit) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.point() == point && rule.nthHit() == hit) {
                return rule.action();
            }
        }
        return chance != null && chance.strikes(point, hit) ? FailAction.KILL : null;
    }

    /** {@code POINT:ACTION:n} for each rule and {@code random:seed:probability:POINT+POINT}, separated by commas. */
    String toProperty() {
        List<String> parts = new ArrayList<>();
        for (Rule rule : rules) {
            parts.add(rule.point() + ":" + rule.action() + ":" + rule.nthHit());
        }
        if (chance != null) {
            List<String> names = chance.points().stream().map(Enum::name).toList();
            parts.add("random:" + chance.seed() + ":" + chance.probability() + ":" + String.join("+", names));
        }
        return String.join(",", parts);
    }

    static FailpointPlan parse(String property) {
        FailpointPlan plan = NOTHING;
        for (String part : property.split(",")) {
            String[] fields = part.split(":");
            if (fields[0].equals("random")) {
                Set<Failpoint> points = EnumSet.noneOf(Failpoint.class);
                for (String name : fields[3].split("\\+")) {
                    points.add(Failpoint.valueOf(name));
                }
                plan = plan.with(new Chance(Long.parseLong(fields[1]), Double.parseDouble(fields[2]), points));
            } else {
                plan = plan.with(new Rule(
                        Failpoint.valueOf(fields[0]), FailAction.valueOf(fields[1]), Integer.parseInt(fields[2])));
            }
        }
        return plan;
    }
}
