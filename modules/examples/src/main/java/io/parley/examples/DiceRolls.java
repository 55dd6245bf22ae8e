package io.parley.examples;

import io.parley.Parley;
import io.parley.collection.LongLongConsumer;
import io.parley.collection.SharedLongMap;
import io.parley.process.ParleyProcess;
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
    public static void main(String[] args) throws InterruptedException {
        try (Parley parley = Parley.open("dice-rolls-" + ProcessHandle.current().pid());
                SharedLongMap rolls = parley.longMap("rolls")) {
            List<ParleyProcess> players = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                Random dice = new Random(i);
                players.add(parley.process(() -> play(rolls, dice)).start());
            }
            for (ParleyProcess player : players) {
                player.join();
            }

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

    /** Each process has a copy of its dice, and the same map. */
    private static void play(SharedLongMap rolls, Random dice) {
        for (int i = 0; i < ROLLS; i++) {
            rolls.incrementAndGet(2 + dice.nextInt(SIDES) + dice.nextInt(SIDES));
        }
    }
}
