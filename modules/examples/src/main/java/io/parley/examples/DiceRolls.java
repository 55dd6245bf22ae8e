package io.parley.examples;

import io.parley.Parley;
import io.parley.collection.LongLongConsumer;
import io.parley.collection.SharedLongMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Four processes roll two dice a thousand times each and count in one map how often which sum came. No roll is lost,
 * and no object is made for any of them.
 */
public final class DiceRolls {
    private static final int PROCESSES = 4;
    private static final int ROLLS = 1_000;
    private static final int SIDES = 6;

    private DiceRolls() {}

    /** No arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Parley parley = Parley.open("dice-rolls-" + ProcessHandle.current().pid());
                SharedLongMap rolls = parley.longMap("rolls")) {
            List<Process> players = new ArrayList<>();
            for (int seed = 0; seed < PROCESSES; seed++) {
                players.add(Child.start(Player.class, parley.directory(), seed));
            }
            Child.join(players);

            for (long sum = 2; sum <= 2 * SIDES; sum++) {
                System.out.println(sum + " came " + rolls.get(sum) + " times");
            }
            long[] total = new long[1];
            LongLongConsumer count = (sum, times) -> total[0] += times;
            rolls.forEach(count);
            System.out.println(rolls.size() + " sums, " + total[0] + " rolls");
            parley.delete();
        }
    }

    /** One of the processes; its arguments are the domain's directory and its seed. */
    static final class Player {
        private Player() {}

        public static void main(String[] args) {
            try (Parley parley = Parley.open(Path.of(args[0]));
                    SharedLongMap rolls = parley.longMap("rolls")) {
                Random dice = new Random(Long.parseLong(args[1]));
                for (int i = 0; i < ROLLS; i++) {
                    rolls.incrementAndGet(2 + dice.nextInt(SIDES) + dice.nextInt(SIDES));
                }
            }
        }
    }
}
