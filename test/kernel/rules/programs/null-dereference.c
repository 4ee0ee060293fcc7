/* expect: violation null-dereference */
#include <kapi/machine.h>
struct node { struct node *next; int value; };
static struct node *head;
__actor void a(void) { head->value = 1; }
