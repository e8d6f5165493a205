// The expressions of DynamoDB, as its developer guide gives them:
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
grammar DynamoDbExpression;

conditionExpression
    : condition EOF
    ;

updateExpression
    : clause+ EOF
    ;

projectionExpression
    : path (',' path)* EOF
    ;

condition
    : operand comparator operand                     # comparison
    | operand BETWEEN operand AND operand            # between
    | operand IN '(' operand (',' operand)* ')'      # in
    | function                                       # functionCondition
    | '(' condition ')'                              # parentheses
    | NOT condition                                  # not
    | condition AND condition                        # and
    | condition OR condition                         # or
    ;

comparator
    : '=' | '<>' | '<' | '<=' | '>' | '>='
    ;

operand
    : path                                           # pathOperand
    | VALUE                                          # valueOperand
    | function                                       # functionOperand
    | '(' operand ')'                                # operandParentheses
    ;

function
    : IDENTIFIER '(' operand (',' operand)* ')'
    ;

clause
    : SET assignment (',' assignment)*               # setClause
    | REMOVE path (',' path)*                        # removeClause
    | ADD pathAndValue (',' pathAndValue)*           # addClause
    | DELETE pathAndValue (',' pathAndValue)*        # deleteClause
    ;

assignment
    : path '=' sum
    ;

sum
    : operand (('+' | '-') operand)?                 # plainSum
    | '(' sum ')'                                    # sumParentheses
    ;

pathAndValue
    : path VALUE
    ;

path
    : name (member | element)*
    ;

member
    : '.' name
    ;

element
    : '[' INDEX ']'
    ;

name
    : IDENTIFIER | NAME | SET | REMOVE | ADD | DELETE
    ;

AND     : [aA][nN][dD] ;
OR      : [oO][rR] ;
NOT     : [nN][oO][tT] ;
BETWEEN : [bB][eE][tT][wW][eE][eE][nN] ;
IN      : [iI][nN] ;
SET     : [sS][eE][tT] ;
REMOVE  : [rR][eE][mM][oO][vV][eE] ;
ADD     : [aA][dD][dD] ;
DELETE  : [dD][eE][lL][eE][tT][eE] ;

IDENTIFIER : [a-zA-Z] [a-zA-Z0-9_]* ;
NAME       : '#' [a-zA-Z0-9_]+ ;
VALUE      : ':' [a-zA-Z0-9_]+ ;
INDEX      : [0-9]+ ;
SPACE      : [ \t\r\n]+ -> skip ;

// So that whatever else stands there is reported by the parser, like any other token in a wrong place.
UNKNOWN    : . ;
