/* Recursion, mutual recursion */
#include <stdio.h>
static int odd(unsigned n);
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static int ack(int m, int n)
{
	return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
}
static long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
int main(void)
{
	printf("%d %d\n", even(10), odd(7)); /* expect: 1 1 */
	printf("%d\n", ack(2, 3)); /* expect: 9 */
	printf("%ld\n", fib(15)); /* expect: 610 */
	return 0;
}
