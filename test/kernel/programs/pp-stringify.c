/* # makes a string of the spelling */
#include <stdio.h>
#define S(x) #x
#define X(x) S(x)
#define N 3
int main(void)
{
	puts(S(a  +   b)); /* expect: a + b */
	puts(S("q\n" 'c' \ d)); /* expect: "q\n" 'c'  d */
	puts(S(N)); /* expect: N */
	puts(X(N)); /* expect: 3 */
	puts(S( /* nothing */ )); /* expect:  */
	puts(X(S(N))); /* expect: "N" */
	return 0;
}
